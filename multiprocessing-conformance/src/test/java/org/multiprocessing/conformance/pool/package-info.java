/** Suites about pools. Start here: {@link org.multiprocessing.conformance.pool.PoolMapContract}. */
package org.multiprocessing.conformance.pool;
