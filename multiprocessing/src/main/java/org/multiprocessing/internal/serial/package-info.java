/**
 * Start here: the codec that turns values and functions into bytes for another process, and back.
 *
 * <p>{@link org.multiprocessing.internal.serial.Encoder} and {@link org.multiprocessing.internal.serial.Decoder} are all
 * that most callers need. {@link org.multiprocessing.internal.serial.Handles} is where shared objects plug in, which
 * travel by reference.
 *
 * <h2>How a value is written</h2>
 *
 * <pre>
 *  scalar              tag, bytes                           Encoder itself; nothing else is loaded or allocated
 *  has a Form          tag, parts or raw bytes              Forms finds the form of a class, once per class;
 *                                                           a form takes an object apart, Rebuild puts it together
 *  second occurrence   REF, number of the first             IdentityTable
 *  anything else       JDK, length, one object stream       the whole top-level value, not only the part in question,
 *                                                           so that shared objects and cycles stay what they are;
 *                                                           JdkOutput swaps what has a form, but is not serializable,
 *                                                           for a Carrier of its parts
 * </pre>
 *
 * <h2>Boot path</h2>
 *
 * A fresh child decodes one function with its captures and encodes a result; a JVM that has not yet touched method
 * handles pays dearly for the first. Hence {@code Encoder}, {@code Decoder} and what they reach for scalars and
 * functions use no lambda, method reference, pattern switch, record, VarHandle or MethodHandle, and load nothing of the
 * JDK's serialization. {@code BootPathTest} watches it.
 */
@NullMarked
package org.multiprocessing.internal.serial;

import org.jspecify.annotations.NullMarked;
