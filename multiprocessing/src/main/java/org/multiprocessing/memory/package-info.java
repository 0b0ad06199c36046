/**
 * Numbers in memory that processes share.
 *
 * <p>Start here: {@link org.multiprocessing.memory.IntValue} and {@link org.multiprocessing.memory.IntArray}, of which there is one
 * for each primitive type, and {@link org.multiprocessing.memory.StructValue}, for records. What they have in common is {@link
 * org.multiprocessing.memory.Guarded}: each step is atomic, and for steps that belong together there is a lock.
 *
 * <p>{@link org.multiprocessing.memory.SharedMemory} is a block of memory that any number of processes map, and
 * {@link org.multiprocessing.memory.ShareableList} a list of fixed length in such a block. Both are CPython's, so that a
 * program in Python can use what a program in Java has created, and the other way round.
 *
 * <p>What lies here is memory and not a copy of it: what one process writes, the others see, but in what order is defined only
 * by what processes use to wait for each other: a lock, a queue, the end of a process or a task.
 */
@NullMarked
package org.multiprocessing.memory;

import org.jspecify.annotations.NullMarked;
