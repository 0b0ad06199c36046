package org.multiprocessing.manager;

/** A barrier in the server. Its action runs in the client of the last one to come, which reports how it went. */
interface BarrierService extends HostedService {
    /** How it ended, in the words of {@link Ticket}, and the arrival index of {@link Ticket#TAKEN} and {@link Ticket#RUN_ACTION}. */
    record Meeting(int outcome, int index) {}

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
