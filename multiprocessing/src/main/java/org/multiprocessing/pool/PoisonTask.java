package org.multiprocessing.pool;

import java.util.List;

/** The task killed as many workers as its retries allow. */
public final class PoisonTask extends TaskException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of the JDK, which is serializable
    private final List<WorkerDied> deaths;

    PoisonTask(TaskInfo info, List<WorkerDied> deaths) {
        super(
                info,
                "killed " + deaths.size() + " workers and is not tried again; the last: "
                        + deaths.getLast().getMessage(),
                deaths.getLast());
        this.deaths = List.copyOf(deaths);
    }

    /**
     * Returns what became of the workers.
     *
     * @return one for each try
     */
    public List<WorkerDied> deaths() {
        return deaths;
    }
}
