/**
 * Waiting for channels of the JDK: one thread for one channel, or for one of many things.
 *
 * <p>Start here: {@link org.multiprocessing.internal.select.ChannelWait} and
 * {@link org.multiprocessing.internal.select.Watches}.
 */
@NullMarked
package org.multiprocessing.internal.select;

import org.jspecify.annotations.NullMarked;
