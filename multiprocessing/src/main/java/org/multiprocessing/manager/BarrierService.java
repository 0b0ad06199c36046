package org.multiprocessing.manager;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;

/** A barrier in the server. Its action runs in the client of the last one to come, which reports how it went. */
interface BarrierService extends HostedService {
    /**
     * How it ended.
     *
     * @param outcome in the words of {@link Ticket}
     * @param index the arrival index, if it is {@link Ticket#TAKEN} or {@link Ticket#RUN_ACTION}
     * @param action what the one is to run that is told so
     */
    record Meeting(int outcome, int index, @Nullable Action action) {}

    Meeting await(long nanos) throws InterruptedException;

    /** Returns {@link Ticket#TAKEN} if all go on now, or {@link Ticket#BROKEN}. */
    int actionEnded(boolean well);

    /** Returns who has broken it by dying; {@link Death#NONE} if nobody has. */
    Death death();

    int parties();

    int waiting();

    boolean isBroken();

    void reset();

    void abort();
}
