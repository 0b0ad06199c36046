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
     * Sets how many connections may wait to be taken up; 50 by default.
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
     * Encrypts the connection. The client checks the server's certificate as the context says; the key is proved all the same.
     *
     * @param context what the program trusts and shows
     * @return options with that
     */
    SocketOptions withTls(SSLContext context);

    /**
     * Allows objects that need the JDK's serialization, and serializers of the program, to be received, as far as a filter does. Without this, only
     * strings, boxed primitives, arrays, records, enums, and the JDK's value types and collections of those are decoded.
     *
     * @param filter asked for every class; what it leaves undecided is rejected
     * @return options with that
     */
    SocketOptions withFilter(ObjectInputFilter filter);

    /**
     * Allows functions to be received: lambdas and method references of classes that this program has, and which it may then call. Only for
     * peers that may do whatever this program may.
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
