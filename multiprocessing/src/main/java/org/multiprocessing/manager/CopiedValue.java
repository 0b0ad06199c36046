package org.multiprocessing.manager;

/** What a server answers to say that the caller gets a copy, although the value is hosted. */
record CopiedValue(Object value) {}
