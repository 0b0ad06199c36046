package org.multiprocessing.conformance.crash;

import java.io.Serializable;
import java.util.concurrent.ConcurrentMap;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.manager.Desk;
import org.multiprocessing.conformance.manager.HostedDesk;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.Semaphore;

/**
 * What the clients of a manager share in a storm.
 *
 * @param lock for which they contend
 * @param taken a lock that somebody else holds all the time
 * @param condition of a lock of its own
 * @param semaphore of which they hold permits
 * @param none a semaphore without permits
 * @param items from those that put to those that take
 * @param empty a queue in which nothing ever comes
 * @param full a queue that stays full
 * @param tasks taken, and not reported
 * @param counts a counter for each that calls
 * @param desk an object with a method that waits
 * @param parcels in shared memory, for proxies on their way
 * @param journal what they have done, in shared memory
 */
record Depot(
        Lock lock,
        Lock taken,
        Condition condition,
        Event event,
        Barrier barrier,
        Semaphore semaphore,
        Semaphore none,
        Queue<Long> items,
        Queue<Long> empty,
        Queue<Long> full,
        JoinableQueue<Long> tasks,
        ConcurrentMap<Integer, Long> counts,
        Desk desk,
        Queue<Object> parcels,
        Counters journal)
        implements Serializable {
    static final int PERMITS = 5;
    static final int PARTIES = 3;
    static final int ROOM = 10;
    static final long FILLING = -1;

    /** Makes all of it, and gives each a name, for those who connect. */
    static Depot make(Manager manager, Queue<Object> parcels, Counters journal) throws InterruptedException {
        Depot depot = new Depot(
                manager.lock(),
                manager.lock(),
                manager.condition(),
                manager.event(),
                manager.barrier(PARTIES),
                manager.semaphore(PERMITS),
                manager.semaphore(0),
                manager.queue(ROOM),
                manager.queue(),
                manager.queue(1),
                manager.joinableQueue(),
                manager.dict(),
                manager.host(Desk.class, () -> new HostedDesk("depot")),
                parcels,
                journal);
        depot.publish(manager);
        depot.full.put(FILLING);
        return depot;
    }

    private void publish(Manager manager) {
        manager.publish("lock", lock);
        manager.publish("taken", taken);
        manager.publish("condition", condition);
        manager.publish("event", event);
        manager.publish("barrier", barrier);
        manager.publish("semaphore", semaphore);
        manager.publish("none", none);
        manager.publish("items", items);
        manager.publish("empty", empty);
        manager.publish("full", full);
        manager.publish("tasks", tasks);
        manager.publish("counts", counts);
        manager.publish("desk", desk);
    }

    /** Returns the same by a connection. */
    static Depot by(Manager connection, Queue<Object> parcels, Counters journal) {
        return new Depot(
                connection.lookup("lock"),
                connection.lookup("taken"),
                connection.lookup("condition"),
                connection.lookup("event"),
                connection.lookup("barrier"),
                connection.lookup("semaphore"),
                connection.lookup("none"),
                connection.lookup("items"),
                connection.lookup("empty"),
                connection.lookup("full"),
                connection.lookup("tasks"),
                connection.lookup("counts"),
                connection.lookup("desk"),
                parcels,
                journal);
    }
}
