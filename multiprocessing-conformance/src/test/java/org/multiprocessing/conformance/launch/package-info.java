/** How children are started. */
package org.multiprocessing.conformance.launch;
