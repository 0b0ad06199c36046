package org.multiprocessing.manager;

import java.io.ObjectInputFilter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.SocketOptions;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/** The options as they are; null for what was not said. */
record ManagerOptionsImpl(
        @Nullable SocketAddress address,
        @Nullable AuthKey key,
        @Nullable Action initializer,
        Duration shutdownTimeout,
        @Nullable Duration callTimeout,
        Duration handshakeTimeout,
        int maxFrameBytes,
        @Nullable ObjectInputFilter filter,
        boolean functions,
        @Nullable SSLContext context,
        @Nullable Call<SSLContext> tls,
        @Nullable UnaryOperator<ProcessOptions> process)
        implements ManagerOptions {
    static final ManagerOptionsImpl DEFAULTS = new ManagerOptionsImpl(
            null,
            null,
            null,
            Duration.ofSeconds(1),
            null,
            Duration.ofSeconds(10),
            64 << 20,
            null,
            false,
            null,
            null,
            null);

    @Override
    public ManagerOptionsImpl withAddress(SocketAddress newAddress) {
        Objects.requireNonNull(newAddress, "address");
        return new ManagerOptionsImpl(
                newAddress,
                key,
                initializer,
                shutdownTimeout,
                callTimeout,
                handshakeTimeout,
                maxFrameBytes,
                filter,
                functions,
                context,
                tls,
                process);
    }

    @Override
    public ManagerOptionsImpl withAuthKey(AuthKey newKey) {
        Objects.requireNonNull(newKey, "key");
        return new ManagerOptionsImpl(
                address,
                newKey,
                initializer,
                shutdownTimeout,
                callTimeout,
                handshakeTimeout,
                maxFrameBytes,
                filter,
                functions,
                context,
                tls,
                process);
    }

    @Override
    public ManagerOptionsImpl withInitializer(Action first) {
        Objects.requireNonNull(first, "initializer");
        return new ManagerOptionsImpl(
                address,
                key,
                first,
                shutdownTimeout,
                callTimeout,
                handshakeTimeout,
                maxFrameBytes,
                filter,
                functions,
                context,
                tls,
                process);
    }

    @Override
    public ManagerOptionsImpl withShutdownTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return new ManagerOptionsImpl(
                address,
                key,
                initializer,
                timeout,
                callTimeout,
                handshakeTimeout,
                maxFrameBytes,
                filter,
                functions,
                context,
                tls,
                process);
    }

    @Override
    public ManagerOptionsImpl withCallTimeout(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a call timeout of " + timeout + "; more than zero is allowed");
        }
        return new ManagerOptionsImpl(
                address,
                key,
                initializer,
                shutdownTimeout,
                timeout,
                handshakeTimeout,
                maxFrameBytes,
                filter,
                functions,
                context,
                tls,
                process);
    }

    @Override
    public ManagerOptionsImpl withHandshakeTimeout(Duration timeout) {
        SocketOptions.defaults().withHandshakeTimeout(timeout); // checks it
        return new ManagerOptionsImpl(
                address,
                key,
                initializer,
                shutdownTimeout,
                callTimeout,
                timeout,
                maxFrameBytes,
                filter,
                functions,
                context,
                tls,
                process);
    }

    @Override
    public ManagerOptionsImpl withMaxFrameBytes(int bytes) {
        SocketOptions.defaults().withMaxFrameBytes(bytes); // checks it
        return new ManagerOptionsImpl(
                address,
                key,
                initializer,
                shutdownTimeout,
                callTimeout,
                handshakeTimeout,
                bytes,
                filter,
                functions,
                context,
                tls,
                process);
    }

    @Override
    public ManagerOptionsImpl withFilter(ObjectInputFilter newFilter) {
        Objects.requireNonNull(newFilter, "filter");
        return new ManagerOptionsImpl(
                address,
                key,
                initializer,
                shutdownTimeout,
                callTimeout,
                handshakeTimeout,
                maxFrameBytes,
                newFilter,
                functions,
                context,
                tls,
                process);
    }

    @Override
    public ManagerOptionsImpl withFunctions() {
        return new ManagerOptionsImpl(
                address,
                key,
                initializer,
                shutdownTimeout,
                callTimeout,
                handshakeTimeout,
                maxFrameBytes,
                filter,
                true,
                context,
                tls,
                process);
    }

    @Override
    public ManagerOptionsImpl withTls(SSLContext newContext) {
        Objects.requireNonNull(newContext, "tls");
        return new ManagerOptionsImpl(
                address,
                key,
                initializer,
                shutdownTimeout,
                callTimeout,
                handshakeTimeout,
                maxFrameBytes,
                filter,
                functions,
                newContext,
                null,
                process);
    }

    @Override
    public ManagerOptionsImpl withTls(Call<SSLContext> factory) {
        Objects.requireNonNull(factory, "tls");
        return new ManagerOptionsImpl(
                address,
                key,
                initializer,
                shutdownTimeout,
                callTimeout,
                handshakeTimeout,
                maxFrameBytes,
                filter,
                functions,
                null,
                factory,
                process);
    }

    @Override
    public ManagerOptionsImpl withProcess(UnaryOperator<ProcessOptions> options) {
        UnaryOperator<ProcessOptions> before = process;
        UnaryOperator<ProcessOptions> both = before == null ? options : o -> options.apply(before.apply(o));
        return new ManagerOptionsImpl(
                address,
                key,
                initializer,
                shutdownTimeout,
                callTimeout,
                handshakeTimeout,
                maxFrameBytes,
                filter,
                functions,
                context,
                tls,
                both);
    }

    /** Returns how sockets are to behave, with the context that a factory makes now. */
    SocketOptions socketOptions() {
        SSLContext used = context;
        Call<SSLContext> factory = tls;
        if (factory != null) {
            try {
                used = factory.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalArgumentException("the factory of withTls has failed: " + e, e);
            }
        }
        SocketOptions socket =
                SocketOptions.defaults().withHandshakeTimeout(handshakeTimeout).withMaxFrameBytes(maxFrameBytes);
        return used == null ? socket : socket.withTls(used);
    }
}
