/**
 * Start here: the types of functions and values that travel between processes.
 *
 * <p>Two groups are met in daily use. The functional interfaces {@link org.multiprocessing.serial.Action},
 * {@link org.multiprocessing.serial.Call} and their kin with arguments are the types of what a child process runs; a
 * lambda or a method reference becomes one without a cast. {@link org.multiprocessing.serial.NotShareableException} is
 * thrown, at the call that would have sent it, for a value that cannot travel, and names the chain of fields that leads
 * to the culprit. The other types are for special needs: {@link org.multiprocessing.serial.Serializer} plugs in another
 * serialization library, {@link org.multiprocessing.serial.Shared} is the super type of everything that travels by
 * reference.
 *
 * <h2>What travels</h2>
 *
 * <ul>
 *   <li>{@code null}, strings, boxed primitives, enums, {@code Class} objects, {@code BigInteger}, {@code BigDecimal},
 *       {@code UUID}, {@code Duration}, {@code Instant}, paths of the default file system, {@code Optional} and its
 *       primitive kin;
 *   <li>arrays, byte buffers and memory segments (of a buffer its remaining bytes; both arrive as writable heap copies);
 *   <li>records, whether they implement {@link java.io.Serializable} or not;
 *   <li>the JDK's lists, sets and maps, also their views. The common mutable ones and the immutable ones of {@code
 *       List.of}, {@code Set.of}, {@code Map.of} and {@code Map.entry} arrive as what they were. Other lists, sets and
 *       maps of the JDK that are not serializable arrive as mutable copies: a list as {@code ArrayList}, a sorted set
 *       as {@code TreeSet}, another set as {@code LinkedHashSet}, a deque as {@code LinkedList}, another collection as
 *       {@code ArrayList}, a sorted map as {@code TreeMap}, another map as {@code LinkedHashMap}. Capacities and the
 *       access order of a {@code LinkedHashMap} are not kept;
 *   <li>lambdas and method references whose type is serializable, with what they capture;
 *   <li>everything that implements {@link org.multiprocessing.serial.Shared}, by reference;
 *   <li>whatever else implements {@link java.io.Serializable}, and what a {@link org.multiprocessing.serial.Serializer}
 *       handles.
 * </ul>
 *
 * <p>A value is copied when it is sent: later changes on one side are not seen on the other. Within one value an object
 * that is reached twice arrives as one object, and cycles are kept, except a cycle through a record, a lambda or an
 * immutable collection, which is refused where the receiver could not rebuild it. Values may be nested some hundred
 * levels deep.
 *
 * <p>A function that is {@code null} is refused with {@link NullPointerException}; arguments and results may be
 * {@code null}.
 */
@NullMarked
package org.multiprocessing.serial;

import org.jspecify.annotations.NullMarked;
