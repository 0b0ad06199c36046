/** Suites of pipes, queues and connections. For sockets, start here: {@link org.multiprocessing.conformance.channel.SocketContract}. */
package org.multiprocessing.conformance.channel;
