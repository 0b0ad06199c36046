package org.multiprocessing.channel;

import java.io.ObjectInputFilter;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

record SocketOptionsImpl(
        int backlog,
        Duration handshakeTimeout,
        int maxFrameBytes,
        @Nullable SSLContext tls,
        @Nullable ObjectInputFilter filter,
        boolean functions,
        boolean legacyDigest)
        implements SocketOptions {
    static final SocketOptionsImpl DEFAULTS =
            new SocketOptionsImpl(50, Duration.ofSeconds(10), 64 << 20, null, null, false, false);

    /** Longer arrays exist in no JVM. */
    private static final int LONGEST_FRAME = Integer.MAX_VALUE - 8;

    @Override
    public SocketOptions withBacklog(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("a backlog of " + connections + " connections; at least 1 is allowed");
        }
        return new SocketOptionsImpl(
                connections, handshakeTimeout, maxFrameBytes, tls, filter, functions, legacyDigest);
    }

    @Override
    public SocketOptions withHandshakeTimeout(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a handshake timeout of " + timeout + "; more than zero is allowed");
        }
        return new SocketOptionsImpl(backlog, timeout, maxFrameBytes, tls, filter, functions, legacyDigest);
    }

    @Override
    public SocketOptions withMaxFrameBytes(int bytes) {
        if (bytes < 1 || bytes > LONGEST_FRAME) {
            throw new IllegalArgumentException(
                    "frames of at most " + bytes + " bytes; from 1 to " + LONGEST_FRAME + " is allowed");
        }
        return new SocketOptionsImpl(backlog, handshakeTimeout, bytes, tls, filter, functions, legacyDigest);
    }

    @Override
    public SocketOptions withTls(SSLContext context) {
        return new SocketOptionsImpl(
                backlog, handshakeTimeout, maxFrameBytes, context, filter, functions, legacyDigest);
    }

    @Override
    public SocketOptions withFilter(ObjectInputFilter allowed) {
        return new SocketOptionsImpl(backlog, handshakeTimeout, maxFrameBytes, tls, allowed, functions, legacyDigest);
    }

    @Override
    public SocketOptions withFunctions() {
        return new SocketOptionsImpl(backlog, handshakeTimeout, maxFrameBytes, tls, filter, true, legacyDigest);
    }

    @Override
    public SocketOptions withLegacyDigest() {
        return new SocketOptionsImpl(backlog, handshakeTimeout, maxFrameBytes, tls, filter, functions, true);
    }
}
