/** Suites about shared memory. Start here: {@link org.multiprocessing.conformance.memory.SharedMemoryContract}. */
package org.multiprocessing.conformance.memory;
