/**
 * Start here: {@link org.multiprocessing.Multiprocessing}, whose static methods make everything:
 * {@code import static org.multiprocessing.Multiprocessing.*;}.
 *
 * <p>Process-based parallelism for the JVM: run a function in a child JVM as easily as in a thread, and stop it, limit it, lose
 * it or let it crash without losing anything else.
 *
 * <h2>Rules that hold everywhere</h2>
 *
 * <ul>
 *   <li>Methods that wait throw {@code InterruptedException}. A {@code Duration} or {@code (long, TimeUnit)} of zero or less
 *       means: do not wait.
 *   <li>Null is refused with {@code NullPointerException} unless a method says otherwise; misuse is
 *       {@code IllegalStateException} or {@code IllegalArgumentException}, with the value and what is allowed.
 *   <li>What travels to another process is copied at the call that sends it. What cannot travel is refused there, with the chain
 *       of fields that leads to it.
 *   <li>What one process does before it sends something happens before what another one does after it has received it.
 *   <li>Nothing waits for ever because a process has died.
 * </ul>
 */
@NullMarked
package org.multiprocessing;

import org.jspecify.annotations.NullMarked;
