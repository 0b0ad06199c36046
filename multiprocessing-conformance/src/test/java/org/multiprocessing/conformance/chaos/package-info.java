/**
 * A program that does everything at once and breaks it at random: {@code ./mp chaos}. Start at
 * {@link org.multiprocessing.conformance.chaos.ChaosMain} and {@link org.multiprocessing.conformance.chaos.Scenario}; what is
 * checked, and how a finding is repeated, is in {@code docs/design/chaos.md}.
 */
package org.multiprocessing.conformance.chaos;
