/**
 * Start here: {@link org.multiprocessing.internal.cell.Cell}, a small piece of memory that processes share, and
 * {@link org.multiprocessing.internal.cell.WaitQueue}, where threads wait until it has changed. On these stand the primitives:
 * {@link org.multiprocessing.internal.cell.OwnerWord} (locks), {@link org.multiprocessing.internal.cell.Permits} (semaphores),
 * {@link org.multiprocessing.internal.cell.ConditionQueue}, {@link org.multiprocessing.internal.cell.Flag} (events) and
 * {@link org.multiprocessing.internal.cell.MeetingPoint} (barriers); and {@link org.multiprocessing.internal.cell.Repair}, which
 * puts in order what a dead process has left behind.
 *
 * <p>Each primitive is the same code over the cells of a session and over private memory, which the context of threads uses. See
 * {@code docs/design/robust-primitives.md} for the protocols and the models that were checked.
 *
 * <p>Memory model: every field that several threads write is read and written as a volatile, and changed by atomic operations.
 */
@NullMarked
package org.multiprocessing.internal.cell;

import org.jspecify.annotations.NullMarked;
