/** Managers: objects in a server that other processes call. */
package org.multiprocessing.conformance.manager;
