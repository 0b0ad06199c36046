package org.multiprocessing.manager;

import org.multiprocessing.serial.Call;

/** Something that hosts objects. */
interface ObjectHost {
    /** Runs the factory in the server, and returns a proxy of what it makes. */
    <T> T host(Class<T> type, Call<? extends T> factory);
}
