package org.multiprocessing.channel;

import java.io.ObjectInputFilter;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** How a listener or a client behaves. Immutable; given as a function, {@code o -> o.withMaxFrameBytes(1 << 20)}. */
public sealed interface SocketOptions permits SocketOptionsImpl {
    /**
     * Returns the options that hold if nothing else is said.
     *
     * @return the defaults
     */
    static SocketOptions defaults() {
        return SocketOptionsImpl.DEFAULTS;
    }

    /**
     * Sets how many connections, of peers that have proved that they know the key, may wait for {@link Listener#accept}; 50 by default. More
     * than that wait in the system, within their own handshake's time.
     *
     * @param connections at least 1
     * @return options with that
     */
    SocketOptions withBacklog(int connections);

    /**
     * Sets how long connecting, TLS and the mutual proof may take together; 10 seconds by default.
     *
     * @param timeout more than zero
     * @return options with that
     */
    SocketOptions withHandshakeTimeout(Duration timeout);

    /**
     * Sets how long a message may be that is received or sent; 64 MiB by default. A peer that announces a longer one is not listened to any
     * more.
     *
     * @param bytes from 1 to 2,147,483,639
     * @return options with that
     */
    SocketOptions withMaxFrameBytes(int bytes);

    /**
     * Encrypts the connection, over TCP or a Unix-domain socket. The client checks the listener's certificate as the context says, and over
     * TCP that it is that of the host in the address; the key is proved all the same.
     *
     * @param context what the program trusts and shows
     * @return options with that
     */
    SocketOptions withTls(SSLContext context);

    /**
     * Allows objects that need the JDK's serialization, and serializers of the program, to be received, as far as a filter does. Without this, only
     * strings, boxed primitives, arrays, records, enums, and the JDK's value types and collections of those are decoded: classes that this
     * program has, of which only records and enums are initialised.
     *
     * <p>What the filter leaves undecided is rejected, unless it is of those classes, {@code java.time}, or an interface. What it rejects is
     * rejected in every form. It cannot allow functions, see {@link #withFunctions}. Serialization can be made to take very long by small
     * messages; limit the depth and the number of references, too, as in
     * {@code ObjectInputFilter.Config.createFilter("maxdepth=20;maxrefs=1000;com.example.model.*")}.
     *
     * @param filter asked for every class
     * @return options with that
     */
    SocketOptions withFilter(ObjectInputFilter filter);

    /**
     * Allows functions to be received: lambdas and method references of classes that this program has, and which it may then call. Only for
     * peers that may do whatever this program may. A filter that rejects a class rejects its functions, too.
     *
     * @return options with that
     */
    SocketOptions withFunctions();

    /**
     * Accepts proofs with HMAC-MD5, which is all that CPython before 3.12 knows.
     *
     * @return options with that
     */
    SocketOptions withLegacyDigest();
}
