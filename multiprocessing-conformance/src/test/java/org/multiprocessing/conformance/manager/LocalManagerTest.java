package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.RemoteException;
import org.multiprocessing.process.StartMethod;

/** A manager whose server is this JVM, for processes that are threads. */
class LocalManagerTest {
    private static final AuthKey KEY = AuthKey.of("key");

    private final Manager manager = Multiprocessing.context(StartMethod.THREADS)
            .manager(o -> o.withAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .withAuthKey(KEY));

    @AfterEach
    void close() {
        manager.close();
    }

    /** The threads of all programs have the same numbers, and here even the same thread calls. */
    @Test
    void aConnectedProgramIsAnotherClient() throws Exception {
        Lock lock = manager.rlock();
        manager.publish("lock", lock);
        lock.lock();
        try (Manager client = Multiprocessing.connectManager(manager.address(), KEY)) {
            Lock seen = client.lookup("lock");
            assertThat(seen.tryLock()).isFalse();
            assertThatThrownBy(seen::unlock).isInstanceOf(IllegalMonitorStateException.class);
        }
        assertThat(lock.tryLock()).as("still ours, after the other has gone").isTrue();
    }

    @Test
    void shutdownEndsTheCallsOfThisProgram() throws Exception {
        Queue<String> queue = manager.queue();
        Lock lock = manager.lock();
        lock.lock();
        Desk desk = manager.host(Desk.class, () -> new HostedDesk("a"));
        List<Aside<Void>> waiters =
                List.of(Aside.run(queue::take), Aside.run(true, lock::lock), Aside.run(desk::await));
        Await.equal("waiting", 1, desk::waiting);
        manager.shutdown();
        for (Aside<Void> waiter : waiters) {
            waiter.failure(RemoteException.class);
        }
    }

    /** Which is the program's own, not that of a call. */
    @Test
    void anInterruptOfAnUninterruptibleWaitIsKept() throws Exception {
        Lock lock = manager.lock();
        lock.lock();
        Aside<Boolean> waiter = Aside.call(() -> {
            Thread.currentThread().interrupt();
            lock.lock();
            lock.unlock();
            return Thread.currentThread().isInterrupted();
        });
        lock.unlock();
        assertThat(waiter.result()).isTrue();
    }
}
