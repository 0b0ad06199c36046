/**
 * Objects that several processes share.
 *
 * <p>Start here: {@link org.multiprocessing.manager.SharedObjects}, which says what there is; every context makes them.
 */
@NullMarked
package org.multiprocessing.manager;

import org.jspecify.annotations.NullMarked;
