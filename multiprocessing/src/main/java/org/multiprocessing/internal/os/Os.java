package org.multiprocessing.internal.os;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * What the library asks of the operating system beyond plain NIO.
 *
 * <p>The main process of a session chooses one implementation and records it in the session's header; every member of
 * the session uses the same, since sleepers and wakers must agree on how a sleeper is woken.
 */
public interface Os {
    /** How long a sleeper of the portable implementation stays away from its word, in nanoseconds. */
    long POLL_NANOS = 50_000;

    /** Returns the number that names this implementation in the header of a session. */
    int kind();

    /**
     * Returns whether this process can sleep on, and wake sleepers of, a word in shared memory now. Before that is so, or
     * for ever in the portable implementation, sleepers look again at short intervals instead.
     */
    boolean canWake();

    /**
     * Makes {@link #canWake} true where the implementation can, which costs some 50 ms of class loading the first time. Call
     * it off the path that somebody waits for.
     */
    void prepare();

    /**
     * Sleeps while the word at {@code address} holds {@code expected}, until woken, interrupted or {@code nanos} have
     * passed. May return early for no reason. Only when {@link #canWake} is true.
     *
     * @return whether somebody has woken it
     */
    boolean sleep(long address, int expected, long nanos);

    /** Wakes every process that sleeps on the word at {@code address}. Only when {@link #canWake} is true. */
    default void wake(long address) {
        wake(address, Integer.MAX_VALUE);
    }

    /** Wakes at most so many that sleep on the word at {@code address}, and returns how many. Only when {@link #canWake} is true. */
    int wake(long address, int count);

    /** Asks that this process be killed when the one that started it ends, where the system knows how. */
    void dieWithParent();

    /**
     * Makes the first {@code size} bytes of a new file really exist, so that a write to a mapping of them cannot fail
     * for want of space.
     */
    default void reserve(FileChannel file, long size) throws IOException {
        ZeroFill.write(file, size);
    }

    /** Returns the implementation for this platform, or the one asked for with {@code -Dmultiprocessing.os}. */
    static Os choose() {
        String wanted = System.getProperty("multiprocessing.os", "auto");
        return switch (wanted) {
            case "portable" -> new PortableOs();
            case "auto" -> LinuxOs.isSupported() ? new LinuxOs() : new PortableOs();
            case "linux" -> {
                if (LinuxOs.isSupported()) {
                    yield new LinuxOs();
                }
                throw new IllegalArgumentException(
                        "-Dmultiprocessing.os=linux does not work on " + System.getProperty("os.name") + " "
                                + System.getProperty("os.arch") + "; leave it out or use portable");
            }
            default ->
                throw new IllegalArgumentException(
                        "-Dmultiprocessing.os=" + wanted + " is unknown; allowed: auto, linux, portable");
        };
    }

    /** Returns the implementation that the main process of a session has chosen. */
    static Os ofKind(int kind) {
        return kind == LinuxOs.KIND ? new LinuxOs() : new PortableOs();
    }
}
