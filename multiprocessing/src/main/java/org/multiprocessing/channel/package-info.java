/**
 * Passing messages: pipes, queues, and connections over sockets.
 *
 * <p>Start here: {@link org.multiprocessing.channel.Queue}, for many producers and many consumers;
 * {@link org.multiprocessing.channel.Pipe} and {@link org.multiprocessing.channel.DuplexPipe}, for two processes of one tree;
 * {@link org.multiprocessing.channel.Listener}, for programs that are not of one tree. All of them are made by the front door,
 * {@code org.multiprocessing.Multiprocessing}.
 *
 * <h2>What holds for all</h2>
 *
 * <ul>
 *   <li><b>Copies.</b> A message is encoded by the sending thread, before the call returns, and decoded by the receiving one. What
 *       cannot be encoded is refused there and then with {@link org.multiprocessing.serial.NotShareableException}, and nothing was
 *       sent. A message that cannot be decoded is taken, the call that took it fails with an exception that names the class, and the
 *       next one is not touched by that. In the context of {@code THREADS}, messages are not copied.
 *   <li><b>Acknowledged.</b> Once a sending call has returned, the message is visible to every receiver. A receiving call takes a message in
 *       one step: a process that is killed before it leaves the message to the others, one that is killed after it has taken it. A
 *       process that is killed while it sends loses at most that message.
 *   <li><b>Blocking, interruption, timeout.</b> Who waits sleeps; an interrupt ends the wait with {@link InterruptedException}, and
 *       nothing was sent or taken. A timeout of zero or less means: do not wait. Virtual threads may wait.
 *   <li><b>Holding.</b> A process holds what it has created or received, until it closes it or ends, in whatever way. So a process that
 *       gives an end of a pipe away closes its own, if it wants to see the end of the stream when the other one is gone. A
 *       message that is on its way, and a process that is being started, hold what was sent with them.
 *   <li><b>Sending them.</b> Everything here but connections over sockets may be captured, passed, and put on a queue, at any time, by any
 *       process of the tree. {@code free()} ends it for the whole tree; whoever uses it then gets
 *       {@link org.multiprocessing.serial.ObjectClosedException}.
 *   <li><b>Order and memory effects.</b> Messages of one sender arrive in their order. What a thread did before it sent is visible to whoever
 *       receives, as far as processes share memory at all.
 *   <li><b>Room.</b> Messages wait in shared memory, which is reserved before it is used. If there is none,
 *       {@link java.io.UncheckedIOException} says how much was wanted and how much there is.
 * </ul>
 */
@NullMarked
package org.multiprocessing.channel;

import org.jspecify.annotations.NullMarked;
