package org.multiprocessing.channel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Shared;

/**
 * A channel with both directions: keep the near end, give the far one to the other process.
 *
 * @param <T> what is sent, either way
 * @param near one end
 * @param far the other one
 */
public record DuplexPipe<T extends @Nullable Object>(Connection<T> near, Connection<T> far) implements Shared {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public void free() {
        near.free();
        far.free();
    }
}
