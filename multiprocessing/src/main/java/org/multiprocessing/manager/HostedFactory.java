package org.multiprocessing.manager;

import org.multiprocessing.serial.Call;

/**
 * Makes one of the library's own services in the server; a record. Programs that may not send functions may send this.
 *
 * @param <T> the interface of the service
 */
interface HostedFactory<T> extends Call<T> {
    /** Returns whether it makes nothing that runs code of the client's, or starts processes. */
    boolean isHarmless();
}
