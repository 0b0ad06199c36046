/** Contracts of queues and pipes. */
package org.multiprocessing.conformance.channel;
