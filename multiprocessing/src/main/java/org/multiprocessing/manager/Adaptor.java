package org.multiprocessing.manager;

/** What a program sees of a hosted object that is a service: a public interface over the proxy of an internal one. */
interface Adaptor {
    Object service();
}
