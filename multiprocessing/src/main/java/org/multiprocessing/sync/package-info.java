/**
 * Waiting for other processes.
 *
 * <p>Start here: {@link org.multiprocessing.sync.Waitable}, what {@code awaitAny} can wait for.
 */
@NullMarked
package org.multiprocessing.sync;

import org.jspecify.annotations.NullMarked;
