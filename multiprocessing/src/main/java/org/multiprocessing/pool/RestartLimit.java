package org.multiprocessing.pool;

import java.time.Duration;

/**
 * How many deaths of workers within which time a pool stands.
 *
 * @param deaths the most that it goes on after
 * @param window the time
 */
record RestartLimit(int deaths, Duration window) {}
