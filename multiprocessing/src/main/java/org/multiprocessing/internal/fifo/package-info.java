/**
 * Start here: {@link org.multiprocessing.internal.fifo.Fifo}, a queue of messages in shared memory, on which queues and pipes stand.
 *
 * <p>{@link org.multiprocessing.internal.fifo.Tail} is the side that grows, {@link org.multiprocessing.internal.fifo.Head} the side that
 * shrinks; each has its lock and its one store that makes a change. {@link org.multiprocessing.internal.fifo.Segments} is the memory
 * between them, {@link org.multiprocessing.internal.fifo.Frame} a message in it; {@link
 * org.multiprocessing.internal.fifo.Contents} looks at messages that stay. {@link org.multiprocessing.internal.fifo.Ends} is what
 * this process holds, and how it travels. See {@code docs/design/channels.md}.
 */
@NullMarked
package org.multiprocessing.internal.fifo;

import org.jspecify.annotations.NullMarked;
