package org.multiprocessing.serial;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.lang.foreign.MemorySegment;

/**
 * A plug-in that turns objects of some classes into bytes and back, instead of the JDK's serialization.
 *
 * <p>Implementations are found with {@link java.util.ServiceLoader}, once per JVM, the first time a value is met that
 * has no built-in form. They are asked, in the order in which they were found, before the JDK's serialization, also for
 * objects inside a graph which the JDK's serialization writes. They must be present in the sending and in the receiving
 * process, which the class path of a child ensures.
 *
 * <p>Never asked for: strings, boxed primitives, enums, arrays, records, functions, the JDK's lists, sets and maps, and
 * the other types that the {@linkplain org.multiprocessing.serial package description} lists before serializable
 * classes.
 *
 * <p>Implementations are called by many threads at once.
 */
public interface Serializer {

    /**
     * Tells whether this serializer takes responsibility for a class.
     *
     * <p>The answer must be the same every time; it is asked once per class.
     *
     * @param type the class of an object that is to be sent: exactly a class that this serializer knows, or a subclass
     *     it answers for
     * @return whether {@link #encode} may be called with objects of the class
     */
    boolean handles(Class<?> type);

    /**
     * Returns the number that stands for this serializer on the wire.
     *
     * @return a number that is the same in every process and differs from those of all other serializers
     */
    int id();

    /**
     * Turns an object into bytes.
     *
     * @param value the object, of a class that this serializer {@linkplain #handles handles}
     * @return the bytes, which the caller owns from now on
     * @throws IOException if the object cannot be encoded
     */
    byte[] encode(Object value) throws IOException;

    /**
     * Turns bytes into an object.
     *
     * @param bytes what {@link #encode} returned, read-only and valid during the call
     * @param loader the class loader that knows the classes of the receiving program
     * @param filter the filter to ask before an object of a class is created
     * @return the object
     * @throws IOException if the bytes are not what {@link #encode} writes, or the filter rejects a class
     * @throws ClassNotFoundException if the loader does not know a class
     */
    Object decode(MemorySegment bytes, ClassLoader loader, ObjectInputFilter filter)
            throws IOException, ClassNotFoundException;
}
