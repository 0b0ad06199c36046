/**
 * Classes that a child does not find by itself: it gets them from its parent.
 */
@NullMarked
package org.multiprocessing.internal.classes;

import org.jspecify.annotations.NullMarked;
