package org.multiprocessing.manager;

import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;

/**
 * What a program sees of a hosted object that is a service: a public interface over the proxy of an internal one. It travels as what
 * its service is, with the name of its class, which has a constructor with the service's interface as its only parameter. In the server,
 * the service is the object itself.
 */
interface Adaptor extends HandleBacked {
    /** Returns the proxy of the service; in its server, the service. */
    Object service();

    /** Returns what its class is called on the way. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Returns what programs see, if it is something else in which this is. */
    default Object opened() {
        return this;
    }

    @Override
    default int handleKind() {
        return ProxyHandles.KIND;
    }

    @Override
    default void writeHandle(Encoder out) {
        ProxyHandles.writeAdaptor(out, this);
    }
}
