package org.multiprocessing.manager;

import java.io.Serializable;

/** A process that has died, as a hosted object knows it. */
record Death(long pid, String name) implements Serializable {
    static final Death NONE = new Death(0, "");
}
