/**
 * Start here: {@link org.multiprocessing.internal.layout.ControlLayout}, the file that every process of a session maps
 * first. Every byte position in shared memory is a constant of a {@code *Layout} class in this package; there is no logic.
 *
 * <p>All numbers are little-endian. Fields that two processes write lie on different cache lines. Access is by plain NIO
 * with explicit fences, since method handles would cost a child JVM more than all the rest of its start; see
 * {@code docs/design/layouts.md} for the pictures and the memory mode of each field.
 */
@NullMarked
package org.multiprocessing.internal.layout;

import org.jspecify.annotations.NullMarked;
