package org.multiprocessing.conformance.channel;

import org.junit.jupiter.api.Nested;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.process.StartMethod;

/** What threads of one JVM can see of queues: in shared memory, and in memory of their own. */
class QueueTest {
    interface Shared extends Contract {
        @Override
        default Context context() {
            return Multiprocessing.context(StartMethod.FORKSERVER);
        }
    }

    interface Local extends Contract {
        @Override
        default Context context() {
            return Multiprocessing.context(StartMethod.THREADS);
        }
    }

    @Nested
    class SharedCollection extends QueueCollectionContract implements Shared {}

    @Nested
    class LocalCollection extends QueueCollectionContract implements Local {}

    @Nested
    class JoinableCollection extends QueueCollectionContract implements Shared {
        @Override
        protected <E> Queue<E> newQueue(int capacity) {
            return own(context().joinableQueue(capacity));
        }
    }

    @Nested
    class SharedBlocking extends QueueBlockingContract implements Shared {}

    @Nested
    class LocalBlocking extends QueueBlockingContract implements Local {}

    @Nested
    class SharedEnd extends QueueEndContract implements Shared {}

    @Nested
    class LocalEnd extends QueueEndContract implements Local {}

    @Nested
    class SharedJoinable extends JoinableContract implements Shared {}

    @Nested
    class LocalJoinable extends JoinableContract implements Local {}

    @Nested
    class SharedSimple extends SimpleContract implements Shared {}

    @Nested
    class LocalSimple extends SimpleContract implements Local {}

    /** Nothing is encoded in memory of one JVM. */
    @Nested
    class SharedBadItem extends BadItemContract implements Shared {}
}
