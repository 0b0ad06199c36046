/**
 * Start here: {@link org.multiprocessing.internal.shm.Session}, the folder and the control file that all processes of one
 * tree share. Then {@link org.multiprocessing.internal.shm.ProcessTable} (who lives),
 * {@link org.multiprocessing.internal.shm.Segment} (memory), {@link org.multiprocessing.internal.shm.Ring} (bytes from one
 * process to another) and {@link org.multiprocessing.internal.shm.Bell} (sleeping and waking across processes).
 *
 * <p>Memory model: a value is published by writing it, then a release fence, then the field that announces it; a reader
 * reads the announcing field, then an acquire fence, then the value. Where a process announces and then looks whether
 * the other one sleeps, a full fence stands between.
 */
@NullMarked
package org.multiprocessing.internal.shm;

import org.jspecify.annotations.NullMarked;
