package org.multiprocessing.conformance.support;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ways in which a task, or code of the user's that runs while something is encoded or decoded, can go wrong. Each can
 * be sent to any process and taken there with {@link #take}.
 */
public enum Way {
    /** A checked exception. */
    EXCEPTION,
    /** An error that is no exception. */
    ERROR,
    /** {@code System.exit}. */
    EXIT,
    /** {@code System.exit} as if all were well. */
    EXIT_ZERO,
    /** {@code Runtime.halt}: no shutdown hook runs. */
    HALT,
    /** SIGKILL, as the system sends it for want of memory. */
    SIGKILL,
    /** SIGKILL by another worker, which {@link #killNeighbour} runs in; where both meet is a property of their JVMs. */
    NEIGHBOUR,
    /** A crash of the JVM by access to memory that is not there. */
    SEGV,
    /** The heap is exhausted. */
    HEAP,
    /** The memory for direct buffers is exhausted. */
    DIRECT_MEMORY,
    /** Endless recursion. */
    STACK,
    /** An exception whose message is made by endless recursion. */
    ENDLESS_MESSAGE,
    /** An exception whose message ends in an error itself. */
    FAILING_MESSAGE,
    /** An endless loop that ignores interrupts. */
    SPIN,
    /** SIGSTOP: alive, and deaf. */
    STOP;

    /** What {@link #EXIT} ends with. */
    public static final int EXIT_CODE = 41;

    /** What {@link #HALT} ends with. */
    public static final int HALT_CODE = 42;

    /** Names the folder in which {@link #NEIGHBOUR} and {@link #killNeighbour} meet. */
    public static final String MEETING_PLACE = "multiprocessing.tests.meeting";

    /** What the exceptions say. */
    public static final String MESSAGE = "taken on purpose";

    private static final int HUNK = 1 << 20;

    /** An exception whose message is the problem. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean endless;

        Unspeakable(boolean endless) {
            this.endless = endless;
        }

        @Override
        public String getMessage() {
            if (endless) {
                return "again: " + getMessage();
            }
            throw new AssertionError("no message");
        }
    }

    /** Goes this way. Returns for {@link #STOP} only, once somebody has sent SIGCONT. */
    public void take() throws Exception {
        switch (this) {
            case EXCEPTION -> throw new IOException(MESSAGE);
            case ERROR -> throw new AssertionError(MESSAGE);
            case EXIT -> System.exit(EXIT_CODE);
            case EXIT_ZERO -> System.exit(0);
            case HALT -> Runtime.getRuntime().halt(HALT_CODE);
            case SIGKILL -> {
                Unix.signalSelf("KILL");
                Delays.pass(Delays.LONG);
            }
            case NEIGHBOUR -> {
                victim().set(Long.toString(ProcessHandle.current().pid()));
                Delays.pass(Delays.LONG);
            }
            case SEGV -> crash();
            case HEAP -> exhaustHeap();
            case DIRECT_MEMORY -> exhaustDirectMemory();
            case STACK -> recur(0);
            case ENDLESS_MESSAGE -> throw new Unspeakable(true);
            case FAILING_MESSAGE -> throw new Unspeakable(false);
            case SPIN -> spin();
            case STOP -> {
                Unix.signalSelf("STOP");
                Delays.pass(Delays.SHORT); // each thread stops when it notices: this one not after it has gone on
            }
        }
    }

    /** Goes this way, and again where somebody sends SIGCONT: others end it, if it does not itself. */
    public void takeForGood() throws Exception {
        while (true) {
            take();
        }
    }

    /** Goes this way, as a function with a result, which there is for {@link #STOP} only. */
    public Way taken() throws Exception {
        take();
        return this;
    }

    private static Mark victim() {
        return Mark.in(Path.of(System.getProperty(MEETING_PLACE)), "victim");
    }

    /** Waits for a process that goes the way of {@link #NEIGHBOUR}, and kills it. */
    public static void killNeighbour() throws Exception {
        long pid = Long.parseLong(victim().awaitText());
        Files.delete(Path.of(victim().file()));
        Unix.signal("KILL", pid);
    }

    /** Dereferences null, as a native library with a bug does. */
    @SuppressWarnings("restricted") // to do what must not be done is the point
    public static void crash() {
        MemorySegment.ofAddress(0).reinterpret(8).set(ValueLayout.JAVA_LONG, 0, 1);
    }

    private static void exhaustHeap() {
        Object[] kept = {};
        while (true) {
            kept = new Object[] {kept, new byte[HUNK]};
        }
    }

    private static void exhaustDirectMemory() {
        Object[] kept = {};
        while (true) {
            kept = new Object[] {kept, ByteBuffer.allocateDirect(HUNK)};
        }
    }

    private static int recur(int depth) {
        return depth < 0 ? 0 : 1 + recur(depth + 1) % 2;
    }

    /** Loops until the process is killed. */
    public static void spin() {
        long turns = 0;
        while (turns >= 0) {
            turns = (turns + 1) & Long.MAX_VALUE;
            Thread.onSpinWait();
        }
    }
}
