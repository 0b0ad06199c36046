/**
 * Events for the JDK's flight recorder. Start here: {@link org.multiprocessing.internal.jfr.Flight}, by which nothing of the
 * recorder is loaded in a JVM where it is not at work, or which does not have it.
 */
@NullMarked
package org.multiprocessing.internal.jfr;

import org.jspecify.annotations.NullMarked;
