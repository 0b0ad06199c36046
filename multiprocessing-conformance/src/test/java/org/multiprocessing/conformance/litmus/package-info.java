/**
 * Several JVMs do at random what primitives allow, while one after the other is stopped or killed, and what must hold is checked.
 * Start here: {@link org.multiprocessing.conformance.litmus.Referee}; new games implement
 * {@link org.multiprocessing.conformance.litmus.Game}.
 */
package org.multiprocessing.conformance.litmus;
