/**
 * Start here: {@link org.multiprocessing.process.Process}, a function that runs in a child JVM. Most programs make one with
 * {@code Multiprocessing.process(...)}.
 *
 * <p>A child is a new operating-system process with its own heap, class statics and pid. What its target captures or gets
 * as argument is copied to it; a child never runs the program's {@code main}. A child ends when its parent does: a daemon
 * child at once, any child within a second of the parent's death by whatever cause.
 *
 * <p>{@code Process} here is not {@code java.lang.Process}: import the class itself, or use {@code var}.
 */
@NullMarked
package org.multiprocessing.process;

import org.jspecify.annotations.NullMarked;
