/** All ways in which a program may be started, each as a program of its own; and the AOT cache of children. */
package org.multiprocessing.conformance.launch;
