package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.RemoteException;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.PartyDiedException;

/** Barriers of a manager whose action does not come to its end, since it is sent to the last one to come, and runs there. */
class ManagedBarrierTest {
    private static final AuthKey KEY = AuthKey.of("key");

    private Manager manager;

    @BeforeEach
    void begin() {
        manager = Multiprocessing.manager(o -> o.withAuthKey(KEY));
    }

    @AfterEach
    void end() {
        manager.close();
    }

    /** It was not told that it may receive functions. */
    @Test
    void whoCannotDecodeTheActionBreaksTheBarrier() throws Exception {
        Queue<String> ran = manager.queue();
        Barrier barrier = manager.barrier(2, () -> ran.put("ran"));
        manager.publish("barrier", barrier);
        Aside<Integer> waiter = Aside.call(barrier::await);
        Await.equal("waiting", 1, barrier::getNumberWaiting);
        try (Manager other = Multiprocessing.connectManager(manager.address(), KEY)) {
            Barrier theirs = other.lookup("barrier");
            assertThatThrownBy(theirs::await)
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("cannot be decoded");
            waiter.failure(BrokenBarrierException.class);
        }
        barrier.reset();
        waiter = Aside.call(barrier::await);
        barrier.await();
        waiter.result();
        assertThat(ran).containsExactly("ran");
    }

    @Test
    void whoDiesInTheMiddleOfTheActionBreaksTheBarrier() throws Exception {
        Barrier barrier = manager.barrier(2, Way.HALT::take);
        Aside<Integer> waiter = Aside.call(barrier::await);
        Await.equal("waiting", 1, barrier::getNumberWaiting);
        Process dead = Multiprocessing.process(() -> barrier.await()).start();
        assertThat(waiter.failure(PartyDiedException.class).pid()).isEqualTo(dead.pid());
        dead.join();
    }
}
