/**
 * Start here: {@link org.multiprocessing.benchmarks.Bench}. A {@link org.multiprocessing.benchmarks.measure.Row} is one line
 * of the figures to reach, in {@code rows}; what is measured are whole programs, in {@code programs} and in the resources.
 */
package org.multiprocessing.benchmarks;
