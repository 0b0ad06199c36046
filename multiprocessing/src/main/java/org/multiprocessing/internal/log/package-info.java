/**
 * Start here: {@link org.multiprocessing.internal.log.Log}, through which the library says what is worth knowing.
 */
@NullMarked
package org.multiprocessing.internal.log;

import org.jspecify.annotations.NullMarked;
