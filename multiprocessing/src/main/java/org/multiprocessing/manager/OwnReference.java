package org.multiprocessing.manager;

/**
 * What a server answers to say that the caller gets a proxy.
 *
 * @param object what the proxy is of
 * @param adaptor the class in which it is, or an empty text
 * @param referent the object itself, so that it stays until somebody has it
 */
record OwnReference(HostedObject object, String adaptor, Object referent) {}
