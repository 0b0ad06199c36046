/**
 * Races between the threads of one JVM over every primitive: one class for each kind of primitive, one nested class for each race.
 * {@code StressTest} has jcstress run them all.
 *
 * <p>jcstress makes a state, has two threads run its actors at the same time, and does so millions of times; the arbiter looks at the
 * state afterwards. A result that the race does not list is a failure. What a race needs:
 *
 * <ul>
 *   <li>{@link org.multiprocessing.jcstress.Reused} lends a primitive to each state, of one context after the other,
 *   <li>{@link org.multiprocessing.jcstress.Spin} meets the other actor, and lets a while pass that is different each time,
 *   <li>{@link org.multiprocessing.jcstress.Target} is interrupted and nothing else is,
 *   <li>{@link org.multiprocessing.jcstress.Third} is a third actor, for which jcstress would want a third processor,
 *   <li>{@link org.multiprocessing.jcstress.Arrival} tells whether somebody was woken or had to look by itself.
 * </ul>
 */
package org.multiprocessing.jcstress;
