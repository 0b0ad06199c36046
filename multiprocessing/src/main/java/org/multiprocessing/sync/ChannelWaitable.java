package org.multiprocessing.sync;

import java.nio.channels.SelectableChannel;
import org.multiprocessing.internal.select.Selectors;
import org.multiprocessing.internal.select.Watches;
import org.multiprocessing.internal.shm.ReadySources;

/** A channel of the program's own. */
final class ChannelWaitable implements Waitable {
    static {
        ReadySources.register(
                ChannelWaitable.class, (waitable, wake) -> ((ChannelWaitable) waitable).watches.add(wake));
    }

    private final SelectableChannel channel;
    private final int ops;
    private final Watches watches;

    private ChannelWaitable(SelectableChannel channel, int ops) {
        this.channel = channel;
        this.ops = ops;
        this.watches = new Watches(channel, ops);
    }

    static Waitable of(SelectableChannel channel, int ops) {
        if (channel.isOpen() && channel.isBlocking()) {
            throw new IllegalArgumentException(channel + " blocks; configureBlocking(false) first");
        }
        if (ops == 0 || (ops & ~channel.validOps()) != 0) {
            throw new IllegalArgumentException("operations " + ops + " of " + channel + "; at least one, out of "
                    + channel.validOps() + ", is allowed");
        }
        return new ChannelWaitable(channel, ops);
    }

    @Override
    public boolean isReady() {
        boolean ready = !channel.isOpen() || Selectors.isReady(channel, ops);
        if (!ready) {
            watches.rearm();
        }
        return ready;
    }

    @Override
    public String toString() {
        return "Waitable of " + channel;
    }
}
