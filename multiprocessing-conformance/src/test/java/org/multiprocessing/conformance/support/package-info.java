/**
 * What all suites use. Start here: {@link org.multiprocessing.conformance.support.Contract}, then
 * {@link org.multiprocessing.conformance.support.Await} and {@link org.multiprocessing.conformance.support.Delays} for
 * waiting, {@link org.multiprocessing.conformance.support.Mark} and {@link org.multiprocessing.conformance.support.Tally}
 * for what a child tells the test, {@link org.multiprocessing.conformance.support.Way} and
 * {@link org.multiprocessing.conformance.support.EvilValue} for what can go wrong, and
 * {@link org.multiprocessing.conformance.support.Program} for tests that need a program of their own.
 *
 * <p>{@code HangWatchdog} and {@code NoLeaks} watch every test without being asked.
 */
package org.multiprocessing.conformance.support;
