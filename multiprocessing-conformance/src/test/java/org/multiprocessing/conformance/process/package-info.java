/** Suites about processes. Start here: {@link org.multiprocessing.conformance.process.ProcessTargetContract}. */
package org.multiprocessing.conformance.process;
