package org.multiprocessing.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.channel.AwaitAnyContract;
import org.multiprocessing.conformance.channel.JoinableContract;
import org.multiprocessing.conformance.channel.JoinableQueueContract;
import org.multiprocessing.conformance.channel.QueueBlockingContract;
import org.multiprocessing.conformance.channel.QueueCollectionContract;
import org.multiprocessing.conformance.channel.QueueContract;
import org.multiprocessing.conformance.channel.QueueEndContract;
import org.multiprocessing.conformance.memory.ArrayContract;
import org.multiprocessing.conformance.memory.GuardedContract;
import org.multiprocessing.conformance.memory.StructContract;
import org.multiprocessing.conformance.memory.ValueContract;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.NoLeaks;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.sync.BarrierContract;
import org.multiprocessing.conformance.sync.ConditionContract;
import org.multiprocessing.conformance.sync.EventContract;
import org.multiprocessing.conformance.sync.FairnessContract;
import org.multiprocessing.conformance.sync.LockContract;
import org.multiprocessing.conformance.sync.RLockContract;
import org.multiprocessing.conformance.sync.SemaphoreContract;
import org.multiprocessing.conformance.sync.SyncDeathContract;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.SharedObjects;
import org.multiprocessing.process.StartMethod;

/** The suites about shared objects, with objects that a manager hosts. */
class ManagedTest {
    private static Manager manager;

    @BeforeAll
    static void begin() {
        manager = Multiprocessing.manager();
    }

    @AfterAll
    static void end() {
        manager.close();
    }

    /** Processes of a start method, and objects of the manager. */
    private static Object call(Object proxy, Method method, Object... arguments) throws Throwable {
        boolean shared = method.getDeclaringClass() == SharedObjects.class;
        try {
            return method.invoke(shared ? manager : Multiprocessing.context(StartMethod.FORKSERVER), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static final Set<Trait> LACKING = EnumSet.of(Trait.SHARED_MEMORY, Trait.NOTICE);

    /** How much less is done of what takes a call each time. */
    private static final int FEWER = 20;

    interface Managed extends Contract, NoLeaks.Hosted {
        @Override
        default boolean has(Trait trait) {
            return !LACKING.contains(trait) && Contract.super.has(trait);
        }

        @Override
        default int times(int many) {
            return Math.max(1, many / FEWER);
        }

        @Override
        default Context context() {
            return (Context) Proxy.newProxyInstance(
                    ManagedTest.class.getClassLoader(), new Class<?>[] {Context.class}, ManagedTest::call);
        }
    }

    @Nested
    class Lock extends LockContract implements Managed {}

    @Nested
    class RLock extends RLockContract implements Managed {}

    @Nested
    class Condition extends ConditionContract implements Managed {}

    @Nested
    class Semaphore extends SemaphoreContract implements Managed {}

    @Nested
    class Event extends EventContract implements Managed {}

    @Nested
    class Barrier extends BarrierContract implements Managed {}

    @Nested
    class SyncDeath extends SyncDeathContract implements Managed {}

    @Nested
    class Fairness extends FairnessContract implements Managed {}

    @Nested
    class Guarded extends GuardedContract implements Managed {}

    @Nested
    class Value extends ValueContract implements Managed {}

    @Nested
    class Array extends ArrayContract implements Managed {}

    @Nested
    class Struct extends StructContract implements Managed {}

    @Nested
    class QueueCollection extends QueueCollectionContract implements Managed {}

    @Nested
    class JoinableCollection extends QueueCollectionContract implements Managed {
        @Override
        protected <E> Queue<E> newQueue(int capacity) {
            return own(context().joinableQueue(capacity));
        }
    }

    @Nested
    class QueueBlocking extends QueueBlockingContract implements Managed {}

    @Nested
    class QueueEnd extends QueueEndContract implements Managed {}

    @Nested
    class Joinable extends JoinableContract implements Managed {}

    @Nested
    class QueueBetweenProcesses extends QueueContract implements Managed {}

    @Nested
    class AwaitAny extends AwaitAnyContract implements Managed {}

    @Nested
    class JoinableBetweenProcesses extends JoinableQueueContract implements Managed {}
}
