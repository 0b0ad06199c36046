package org.multiprocessing.channel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Shared;

/**
 * A channel with one direction: two ends, either of which may be given to other processes.
 *
 * @param <T> what is sent
 * @param receiver where messages come out
 * @param sender where messages go in
 */
public record Pipe<T extends @Nullable Object>(Receiver<T> receiver, Sender<T> sender) implements Shared {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public void free() {
        receiver.free();
        sender.free();
    }
}
