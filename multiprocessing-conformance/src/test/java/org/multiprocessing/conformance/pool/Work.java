package org.multiprocessing.conformance.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Way;

/** What workers do in these suites: small static methods of a small class, quickly loaded. */
public final class Work {
    /** Set by initializers. */
    static String state = "initial";

    private Work() {}

    static int square(int x) {
        return x * x;
    }

    static long increment(long x) {
        return x + 1;
    }

    static <T> T same(T value) {
        return value;
    }

    /** Returns the pid of the worker. */
    public static long pid(Object ignored) {
        return ProcessHandle.current().pid();
    }

    static String workerName() {
        return Multiprocessing.currentProcess().name();
    }

    static long workerPid() {
        return ProcessHandle.current().pid();
    }

    static void nothing() {}

    static String state() {
        return state;
    }

    static void setState(String value) {
        state = value;
    }

    static void forEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static int forEver(Object ignored) throws InterruptedException {
        forEver();
        return 0;
    }

    static void markAndWait(Mark mark) throws Exception {
        mark.set(Long.toString(ProcessHandle.current().pid()));
        forEver();
    }

    static void markAndSpin(Mark mark) throws Exception {
        mark.set(Long.toString(ProcessHandle.current().pid()));
        Way.spin();
    }

    static int markAndSpinFor(Mark mark) throws Exception {
        markAndSpin(mark);
        return 0;
    }

    static String waitFor(Mark mark) throws Exception {
        mark.await();
        return "seen";
    }

    /** Takes a while. */
    static int slowly(int x) {
        Delays.pass(Delays.SHORT);
        return x;
    }

    static int lasting(int millis) {
        Delays.pass(Duration.ofMillis(millis));
        return millis;
    }

    static int tallied(Tally tally, int x) throws IOException {
        tally.add(x);
        return x;
    }

    static int talliedSlowly(Tally tally, int x) throws IOException {
        Delays.pass(Delays.SHORT);
        tally.add(x);
        return x;
    }

    /** Fails for odd numbers. */
    static int even(int x) {
        if (x % 2 != 0) {
            throw new IllegalArgumentException("odd: " + x);
        }
        return x;
    }

    static int fail(String message) throws IOException {
        throw new IOException(message, new IllegalStateException("the reason"));
    }

    /** Spins in a method whose name a test looks for. */
    static int spinHere(int ignored) {
        Way.spin();
        return ignored;
    }

    /** Waits in a method whose name a test looks for. */
    static int waitHere(int ignored) throws InterruptedException {
        forEver();
        return ignored;
    }

    /** Spins for one number only. */
    static int spinAt(int which, int x) {
        if (x == which) {
            spinHere(x);
        }
        return x;
    }

    /** Waits for an interrupt and returns. */
    static String untilInterrupted() {
        try {
            forEver();
            return "never";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    static boolean interruptSelf() {
        Thread.currentThread().interrupt();
        return true;
    }

    static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    /** Kills its worker the first times, and then succeeds. */
    static String succeedAfter(int deaths, Tally tries) throws Exception {
        tries.add(ProcessHandle.current().pid());
        if (tries.count() <= deaths) {
            Way.SIGKILL.take();
        }
        return "at last";
    }

    static int talliedFailure(Tally tries, Way way) throws Exception {
        tries.add(ProcessHandle.current().pid());
        way.take();
        return 0;
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    /** Returns a new array with each byte incremented. */
    static byte[] incremented(byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = 0; i < result.length; i++) {
            result[i]++;
        }
        return result;
    }

    static int hash(byte[] bytes) {
        return Arrays.hashCode(bytes);
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    /** Leaves a thread behind that would keep a JVM alive. */
    static void leaveThread() {
        Thread.ofPlatform().daemon(false).name("left-behind").start(() -> {
            try {
                forEver();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
