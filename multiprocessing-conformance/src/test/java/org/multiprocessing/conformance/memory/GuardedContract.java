package org.multiprocessing.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.memory.Guarded;
import org.multiprocessing.memory.IntArray;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;

/** What values, arrays and structs have in common: how they travel, their guard, their end. */
@Tag("core")
public abstract class GuardedContract implements Contract {
    private static final int ADDITIONS = 5000;

    /** Those that a freed object must still answer. */
    private static final Set<String> ALWAYS = Set.of("free", "close", "length", "equals", "hashCode", "toString");

    @TempDir
    Path folder;

    static Stream<Kind> kinds() {
        return Kind.all().stream();
    }

    private static void end(Process child) throws InterruptedException {
        assertThat(child.join(Delays.LONG)).as("ended").isTrue();
        assertThat(child.exitCode()).as("%s", child.exitReport()).hasValue(0);
    }

    private void inChild(Action target) throws Exception {
        end(context().process(target).start());
    }

    /** One of each kind. */
    private List<Guarded> all(Context context) {
        return kinds().map(kind -> kind.make(context)).toList();
    }

    private static void freeAll(List<Guarded> objects) {
        objects.forEach(Guarded::free);
    }

    // ---- travelling

    /** CPython test_value, test_array, test_sharedctypes: captured, as an argument, and inside of a list. */
    @Test
    void childSeesWhatItsParentWritesAndTheOtherWayRound() throws Exception {
        List<Guarded> objects = all(context());
        List<Kind> kinds = Kind.all();
        for (int i = 0; i < kinds.size(); i++) {
            kinds.get(i).write(objects.get(i), 3);
        }
        Guarded first = objects.getFirst();
        end(context().process(GuardedContract::changeAll, objects, first).start());
        for (int i = 0; i < kinds.size(); i++) {
            assertThat(kinds.get(i).read(objects.get(i)))
                    .as(kinds.get(i).toString())
                    .isEqualTo(kinds.get(i).written(4));
        }
        freeAll(objects);
    }

    private static void changeAll(List<Guarded> objects, Guarded first) {
        if (!first.equals(objects.getFirst())) {
            throw new AssertionError(first + " is not " + objects.getFirst());
        }
        List<Kind> kinds = Kind.all();
        for (int i = 0; i < kinds.size(); i++) {
            Kind kind = kinds.get(i);
            if (!kind.read(objects.get(i)).equals(kind.written(3))) {
                throw new AssertionError(kind + " arrived as " + objects.get(i));
            }
            kind.write(objects.get(i), 4);
        }
    }

    /** What travels is the object, not a copy; so the one that comes back is equal to the one that went. */
    @Test
    void whatComesBackIsTheSame() throws Exception {
        List<Guarded> objects = all(context());
        try (Pool pool = context().pool(1)) {
            List<Guarded> back = pool.apply(list -> new ArrayList<>(list), objects);
            assertThat(back).isEqualTo(objects);
            assertThat(back.hashCode()).isEqualTo(objects.hashCode());
            assertThat(objects).doesNotHaveDuplicates();
        }
        freeAll(objects);
    }

    /** One that was sent outlives its creator, as its parent's close does not end it. */
    @Test
    void creatorMayEndFirst() throws Exception {
        StartMethod method = method();
        List<Guarded> objects = context().call(() -> {
            List<Guarded> made = new ArrayList<>();
            for (Kind kind : Kind.all()) {
                Guarded object = kind.make(Multiprocessing.context(method));
                kind.write(object, 7);
                made.add(object);
            }
            return made;
        });
        for (int i = 0; i < objects.size(); i++) {
            Kind kind = Kind.all().get(i);
            if (has(Trait.COPY)) {
                objects.get(i).close();
            }
            assertThat(kind.read(objects.get(i))).as(kind.toString()).isEqualTo(kind.written(7));
        }
        freeAll(objects);
    }

    @Test
    void childsCloseLeavesIt() throws Exception {
        needs(Trait.COPY);
        List<Guarded> objects = all(context());
        inChild(() -> objects.forEach(Guarded::close));
        for (int i = 0; i < objects.size(); i++) {
            Kind.all().get(i).read(objects.get(i));
        }
        freeAll(objects);
    }

    @Test
    void objectOfTheThreadsContextDoesNotTravel() {
        needs(Trait.JVM);
        IntValue value = Multiprocessing.context(StartMethod.THREADS).intValue(5);
        Process process = context().process(value::get);
        assertThatThrownBy(process::start)
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("threads context");
    }

    // ---- the end

    /** Each method of each interface, whatever it is. */
    @ParameterizedTest
    @MethodSource("kinds")
    void everyMethodSaysThatTheObjectHasBeenFreed(Kind kind) {
        Guarded object = kind.make(context());
        Lock guard = object.guard();
        object.free();
        for (Method method : Primitive.interfaceOf(object).getMethods()) {
            if (!ALWAYS.contains(method.getName()) && !isLazy(method)) {
                assertThatThrownBy(() -> Primitive.invoke(object, method, arguments(kind, method)))
                        .as(method.toString())
                        .isInstanceOf(ObjectClosedException.class)
                        .hasMessageContaining("has been freed");
            }
        }
        assertThatThrownBy(guard::lock).isInstanceOf(ObjectClosedException.class);
        assertThat(object.toString()).endsWith("[freed]");
        object.free();
        object.close();
    }

    /** Streams and iterators say so when they are asked for an element. */
    private static boolean isLazy(Method method) {
        return Set.of("stream", "iterator", "forEach", "spliterator").contains(method.getName());
    }

    private static Object[] arguments(Kind kind, Method method) {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            if (types[i] == int.class) {
                arguments[i] = 0;
            } else if (types[i].isPrimitive()) {
                arguments[i] = kind.primitive().zero;
            } else if (types[i].isArray()) {
                arguments[i] = kind.primitive().plain(zeros(kind));
            } else {
                arguments[i] = sample(types[i]);
            }
        }
        return arguments;
    }

    private static Object[] zeros(Kind kind) {
        Object[] zeros = new Object[kind.length()];
        Arrays.fill(zeros, kind.primitive().zero);
        return zeros;
    }

    private static Object sample(Class<?> type) {
        if (type == Record.class) {
            return new Kind.Small(0, (byte) 0);
        }
        if (type == IntUnaryOperator.class) {
            return IntUnaryOperator.identity();
        }
        return type == LongUnaryOperator.class ? LongUnaryOperator.identity() : UnaryOperator.identity();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void creatorsCloseFreesIt(Kind kind) {
        Guarded object = kind.make(context());
        object.close();
        object.close();
        assertThatThrownBy(() -> kind.read(object)).isInstanceOf(ObjectClosedException.class);
    }

    /** And who uses it elsewhere at that time is told so. */
    @Test
    void freeEndsItForAll() throws Exception {
        IntValue value = context().intValue(0);
        IntArray array = context().intArray(1000);
        inChild(() -> {
            value.free();
            array.free();
        });
        assertThatThrownBy(value::get).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> array.get(0)).isInstanceOf(ObjectClosedException.class);
    }

    @Test
    void freedObjectIsNotSent() {
        needs(Trait.COPY, Trait.SHARED_MEMORY);
        IntValue value = context().intValue(0);
        Action late = value::get;
        value.free();
        assertThatThrownBy(() -> context().process(late).start()).hasStackTraceContaining("ObjectClosedException");
    }

    /** CPython test_array_from_size: zeroed, although the memory was used before. */
    @Test
    void freshMemoryIsZero() {
        needs(Trait.SHARED_MEMORY);
        for (int i = 0; i < 5000; i++) { // more than there are cells in a file
            for (int length : i < 10 ? new int[] {8, 1000} : new int[] {8}) {
                try (IntArray array = context().intArray(length)) {
                    assertThat(array.toArray()).containsOnly(0);
                    array.fill(-1);
                }
            }
        }
    }

    /** CPython _TestHeap: of what was made and freed, in any order, nothing is left: neither cell nor file. */
    @Test
    void manyAreMadeAndFreed() {
        needs(Trait.SHARED_MEMORY);
        List<Guarded> alive = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            alive.add(i % 100 == 0 ? context().longArray(100) : context().longValue(i));
            if (i % 3 != 0) {
                alive.remove(i * 31 % alive.size()).free();
            }
            if (alive.size() == 300) {
                freeAll(alive);
                alive.clear();
            }
        }
        freeAll(alive);
    }

    /** CPython test_free_from_gc: what was never sent goes with its Java object. */
    @Test
    void unreachableObjectIsFreed() throws Exception {
        needs(Trait.SHARED_MEMORY);
        for (int i = 0; i < 20; i++) {
            context().intArray(1000).set(0, i);
        }
        Await.until("the files of unreachable arrays to go", () -> {
            System.gc();
            return !DataFiles.hasData();
        });
    }

    /** What a child has made and not sent goes with it, however it ends. */
    @Test
    void unsentObjectGoesWithItsCreator() throws Exception {
        needs(Trait.KILL, Trait.SHARED_MEMORY);
        StartMethod method = method();
        Mark made = Mark.in(folder, "made");
        Process child =
                context().process(GuardedContract::makeAndWait, method, made).start();
        made.await();
        assertThat(DataFiles.hasData()).isTrue();
        child.kill();
        child.join();
        Await.until("the killed child's array to go", () -> !DataFiles.hasData());
        inChild(() -> make(method));
        Await.until("the array of one that has ended to go", () -> !DataFiles.hasData());
    }

    private static IntArray make(StartMethod method) {
        return Multiprocessing.context(method).intArray(1000);
    }

    private static void makeAndWait(StartMethod method, Mark made) throws Exception {
        IntArray array = make(method);
        made.set();
        new CountDownLatch(1).await();
        array.close();
    }

    // ---- the guard

    @ParameterizedTest
    @MethodSource("kinds")
    void guardIsReentrantAndItsHolderExcludesOthers(Kind kind) throws Exception {
        try (Guarded object = kind.make(context())) {
            assertThat(object.guard().isLocked()).isFalse();
            try (Held _ = object.hold();
                    Held _ = object.holdInterruptibly()) {
                kind.write(object, 1); // what takes the guard itself, too
                assertThat(object.guard().isHeldByCurrentThread()).isTrue();
                AtomicReference<Object> taken = new AtomicReference<>();
                Await.join(
                        "another thread",
                        Thread.startVirtualThread(() -> taken.set(object.guard().tryLock())));
                assertThat(taken.get()).isEqualTo(false);
            }
            assertThat(object.guard().isLocked()).isFalse();
        }
    }

    /** CPython test_synchronize: with the guard, steps that are not atomic are. */
    @Test
    void twoProcessesAddUnderTheGuard() throws Exception {
        int additions = times(ADDITIONS);
        try (IntValue value = context().intValue(0)) {
            Process first = context()
                    .process(GuardedContract::addUnderTheGuard, value, additions)
                    .start();
            Process second = context()
                    .process(GuardedContract::addUnderTheGuard, value, additions)
                    .start();
            end(first);
            end(second);
            assertThat(value.get()).isEqualTo(2 * additions);
        }
    }

    private static void addUnderTheGuard(IntValue value, int additions) {
        for (int i = 0; i < additions; i++) {
            try (Held _ = value.hold()) {
                value.set(value.get() + 1);
            }
        }
    }

    /** Nobody has to recover it, as a lock: it is free. */
    @Test
    void guardOfAKilledProcessIsFree() throws Exception {
        needs(Trait.KILL);
        Mark held = Mark.in(folder, "held");
        try (IntArray array = context().intArrayOf(1, 2, 3)) {
            Process child =
                    context().process(GuardedContract::holdForEver, array, held).start();
            held.await();
            assertThat(array.guard().isLocked()).isTrue();
            assertThat(array.guard().ownerPid()).hasValue(child.pid());
            child.kill();
            try (Held _ = array.hold()) {
                assertThat(array.toArray()).containsExactly(9, 2, 3);
            }
            child.join();
        }
    }

    private static void holdForEver(IntArray array, Mark held) throws Exception {
        array.guard().lock();
        array.set(0, 9);
        held.set();
        new CountDownLatch(1).await();
    }

    /** Wherever in taking or releasing the guard a process is killed, the others go on, and their steps are whole. */
    @Test
    void guardIsNotLostHoweverItsTakersAreKilled() throws Exception {
        needs(Trait.KILL);
        int additions = times(ADDITIONS);
        try (IntValue value = context().intValue(0)) {
            for (int i = 0; i < 10; i++) {
                Process killed =
                        context().process(GuardedContract::addForEver, value).start();
                int before = value.get();
                Await.until("the child to add", () -> value.get() - before > 100 * killed.pid() % 1000);
                killed.kill();
                Process after = context()
                        .process(GuardedContract::addUnderTheGuard, value, additions)
                        .start();
                end(after);
                assertThat(killed.join(Delays.LONG)).isTrue();
                int sum = value.get();
                addUnderTheGuard(value, additions);
                assertThat(value.get()).isEqualTo(sum + additions);
            }
        }
    }

    private static void addForEver(IntValue value) {
        while (true) {
            try (Held _ = value.hold()) {
                value.set(value.get() + 1);
            }
        }
    }

    @Test
    void guardTravelsByItselfAndHasConditions() throws Exception {
        try (IntValue value = context().intValue(0)) {
            Lock guard = value.guard();
            Condition changed = guard.newCondition();
            Process child = context()
                    .process(GuardedContract::setAndSignal, value, guard, changed)
                    .start();
            try (Held _ = value.hold()) {
                assertThat(changed.waitFor(() -> value.get() == 5, Delays.LONG)).isTrue();
            }
            end(child);
            changed.free();
        }
    }

    private static void setAndSignal(IntValue value, Lock guard, Condition changed) {
        if (!guard.equals(value.guard())) {
            throw new AssertionError(guard + " is not the guard of " + value);
        }
        try (Held _ = guard.hold()) {
            value.set(5);
            changed.signalAll();
        }
    }

    /** A worker that gets the same array with each of many tasks maps it once. */
    @Test
    void largeArrayIsMappedOnceHoweverManyTasksBringIt() throws Exception {
        needs(Trait.JVM, Trait.SHARED_MEMORY);
        try (IntArray array = context().intArray(1000);
                Pool pool = context().pool(1)) {
            List<Long> mappings = pool.map(
                    i -> {
                        array.set(i, i);
                        return DataFiles.mappedData();
                    },
                    IntStream.range(0, 1000).boxed().toList());
            assertThat(mappings).containsOnly(1L);
            assertThat(array.stream().sum()).isEqualTo(1000 * 999 / 2);
        }
    }
}
