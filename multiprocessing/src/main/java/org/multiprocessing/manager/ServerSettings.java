package org.multiprocessing.manager;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.net.SocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.Sockets;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/**
 * What of the options goes to the server's process, in a form that travels.
 *
 * @param pattern of a filter that the JDK has made of one
 */
record ServerSettings(
        String address,
        @Nullable Object key,
        @Nullable Action initializer,
        Duration handshakeTimeout,
        int maxFrameBytes,
        @Nullable String pattern,
        @Nullable Serializable filter,
        boolean functions,
        @Nullable Call<SSLContext> tls) {
    static ServerSettings of(ManagerOptionsImpl options) {
        ObjectInputFilter filter = options.filter();
        boolean ofJdk = filter != null && filter.getClass().getName().startsWith("java.io.ObjectInputFilter");
        if (filter != null && !ofJdk && !(filter instanceof Serializable)) {
            throw new IllegalArgumentException(
                    "the filter is of " + filter.getClass().getName()
                            + ", which cannot be sent to the server's process; use ObjectInputFilter.Config.createFilter(pattern), or a"
                            + " serializable one");
        }
        if (options.context() != null) {
            throw new IllegalArgumentException(
                    "an SSLContext cannot be sent to the server's process; give withTls a function that makes it there");
        }
        AuthKey key = options.key();
        return new ServerSettings(
                Addresses.toText(options.address()),
                key == null ? null : Sockets.travelling(key),
                options.initializer(),
                options.handshakeTimeout(),
                options.maxFrameBytes(),
                filter != null && ofJdk ? filter.toString() : null,
                ofJdk ? null : (Serializable) filter,
                options.functions(),
                options.tls());
    }

    ManagerOptionsImpl options() throws IOException {
        ManagerOptionsImpl options = ManagerOptionsImpl.DEFAULTS
                .withHandshakeTimeout(handshakeTimeout)
                .withMaxFrameBytes(maxFrameBytes);
        SocketAddress where = Addresses.of(address);
        if (where != null) {
            options = options.withAddress(where);
        }
        if (key instanceof AuthKey known) {
            options = options.withAuthKey(known);
        }
        if (pattern != null) {
            options = options.withFilter(ObjectInputFilter.Config.createFilter(pattern));
        } else if (filter instanceof ObjectInputFilter known) {
            options = options.withFilter(known);
        }
        if (tls != null) {
            options = options.withTls(tls);
        }
        return functions ? options.withFunctions() : options;
    }
}
