/** Suites of the primitives. Start here: {@link org.multiprocessing.conformance.sync.LockContract}. */
package org.multiprocessing.conformance.sync;
