/**
 * Start here: {@link org.multiprocessing.internal.child.ChildMain}, the main class of every child JVM. Nothing imports this
 * package; the launcher names it on the command line.
 */
@NullMarked
package org.multiprocessing.internal.child;

import org.jspecify.annotations.NullMarked;
