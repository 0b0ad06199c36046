/** All ways in which a program may be started, each as a program of its own. */
package org.multiprocessing.conformance.launch;
