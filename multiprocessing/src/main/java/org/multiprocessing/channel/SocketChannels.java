package org.multiprocessing.channel;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.log.Log;

/** Opens channels at the addresses that listeners and clients may have. */
final class SocketChannels {
    private SocketChannels() {}

    /** Checks the kind of an address, and that a host's name was found. */
    static void check(SocketAddress address) throws IOException {
        if (address instanceof InetSocketAddress internet) {
            if (internet.isUnresolved()) {
                throw new UnknownHostException(internet.getHostString() + ": the address of this host is not known");
            }
        } else if (!(address instanceof UnixDomainSocketAddress local)
                || local.getPath().toString().isEmpty()) {
            throw new IllegalArgumentException(
                    "the address " + Objects.requireNonNull(address, "address") + " of the type "
                            + address.getClass().getName()
                            + "; an InetSocketAddress, or a UnixDomainSocketAddress with a path, is allowed");
        }
    }

    static ServerSocketChannel listen(SocketAddress address, int backlog) throws IOException {
        check(address);
        if (!(address instanceof UnixDomainSocketAddress local)) {
            return bind(
                    ServerSocketChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true), address, backlog);
        }
        if (Files.exists(local.getPath(), LinkOption.NOFOLLOW_LINKS)) {
            throw new BindException(
                    "the file " + local.getPath() + " exists: somebody listens there, or one that was killed has"
                            + " left it. Delete it if nobody does, or take another path");
        }
        return bind(ServerSocketChannel.open(StandardProtocolFamily.UNIX), address, backlog);
    }

    private static ServerSocketChannel bind(ServerSocketChannel channel, SocketAddress address, int backlog)
            throws IOException {
        try {
            return channel.bind(address, backlog);
        } catch (IOException | RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    static SocketChannel connect(SocketAddress address, Duration timeout) throws IOException {
        check(address);
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        try {
            if (address instanceof UnixDomainSocketAddress) {
                connectByPath(channel, address, timeout);
            } else {
                long millis = Math.clamp(TimeUnit.MILLISECONDS.convert(timeout), 1, Integer.MAX_VALUE);
                channel.socket().connect(address, (int) millis);
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    /** It waits only while the listener's backlog is full; there is no form with a timeout, so somebody else closes the channel. */
    private static void connectByPath(SocketChannel channel, SocketAddress address, Duration timeout)
            throws IOException {
        var closer = CompletableFuture.runAsync(
                () -> close(channel),
                CompletableFuture.delayedExecutor(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS));
        try {
            channel.connect(address);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (AsynchronousCloseException e) {
            throw timedOut("connecting to " + address, timeout);
        } finally {
            closer.cancel(false);
        }
    }

    static SocketTimeoutException timedOut(String what, Duration timeout) {
        return new SocketTimeoutException(
                what + " took longer than " + timeout + "; SocketOptions.withHandshakeTimeout(timeout) allows more");
    }

    /** Makes a channel ready for a wire: messages are sent at once, a host that is gone is found out one day, and nobody blocks in it. */
    static void prepare(SocketChannel channel) throws IOException {
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
        channel.configureBlocking(false);
    }

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            note("closing " + channel, e);
        }
    }

    /** Notes what went wrong at the end of something, when nothing depends on it any more. */
    static void note(String what, Exception e) {
        Log.log(Level.DEBUG, what + ": " + e);
    }
}
