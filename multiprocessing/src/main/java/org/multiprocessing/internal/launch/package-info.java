/**
 * Start here: {@link org.multiprocessing.internal.launch.Launcher}, which starts a child JVM from a
 * {@link org.multiprocessing.internal.launch.LaunchSpec}.
 */
@NullMarked
package org.multiprocessing.internal.launch;

import org.jspecify.annotations.NullMarked;
