package org.multiprocessing.conformance.launch;

/** A system class loader, as {@code -Djava.system.class.loader} wants it. */
public final class OwnLoader extends ClassLoader {
    /** Called by the JVM. */
    public OwnLoader(ClassLoader parent) {
        super(parent);
    }
}
