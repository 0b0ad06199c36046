package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.conformance.sync.SyncContract;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Action;

/** What the suites of this package have in common. */
public abstract class ChannelContract extends SyncContract {
    static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));

    static final int UNBOUNDED = Integer.MAX_VALUE;

    /** Makes the kind of queue that the suite is about. */
    protected <E> Queue<E> newQueue(int capacity) {
        return own(context().queue(capacity));
    }

    final <E> Queue<E> newQueue() {
        return newQueue(UNBOUNDED);
    }

    /** Makes a queue that is as long as what is in it. */
    final Queue<Integer> fullQueue(int... items) {
        Queue<Integer> queue = newQueue(items.length);
        for (int item : items) {
            queue.add(item);
        }
        return queue;
    }

    final <T> Pipe<T> newPipe() {
        return own(context().pipe());
    }

    final <T> DuplexPipe<T> newDuplexPipe() {
        return own(context().duplexPipe());
    }

    /** Starts a process that may end in any way. */
    final Process startDoomed(Action target) {
        return context().process(target).start();
    }

    static void kill(Process process) throws Exception {
        process.kill();
        assertThat(process.join(Delays.LONG)).as("%s is dead", process).isTrue();
    }

    /** Takes what is there, without waiting. */
    static <E> List<E> drained(Queue<E> queue) {
        List<E> items = new ArrayList<>();
        queue.drainTo(items);
        return items;
    }

    /** Begins several waits, each in a thread of either kind, that must not end before something is done for them. */
    static List<Aside<Void>> waiting(Wait... waits) {
        List<Aside<Void>> all = new ArrayList<>();
        for (Wait wait : waits) {
            all.add(Aside.run(false, wait::run));
            all.add(Aside.run(true, wait::run));
        }
        all.get(0).waits();
        all.forEach(aside -> assertThat(aside.isDone()).as("waits").isFalse());
        return all;
    }

    static <E extends Throwable> void allFail(List<? extends Aside<?>> waiters, Class<E> type) throws Exception {
        for (Aside<?> waiter : waiters) {
            waiter.failure(type);
        }
    }
}
