/** Suites about death. Start here: {@link org.multiprocessing.conformance.crash.CrashMatrixContract}. */
package org.multiprocessing.conformance.crash;
