package org.multiprocessing.internal.os;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Bindings of the Linux system calls that the library uses, one thin method each. Only calls that every kernel since 2.6
 * has, made through libc's {@code syscall}, because libc has no function for futexes.
 */
final class LinuxCalls {
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;
    private static final int PR_SET_PDEATHSIG = 1;
    private static final int SIGKILL = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final long SYS_FUTEX = System.getProperty("os.arch").equals("aarch64") ? 98 : 202;
    private static final long SYS_PRCTL = System.getProperty("os.arch").equals("aarch64") ? 167 : 157;

    /** {@code long syscall(long number, ...)}, here with four further arguments: futex and prctl need no more. */
    @SuppressWarnings("restricted") // this package is where native access belongs
    private static final MethodHandle SYSCALL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG),
                    Linker.Option.firstVariadicArg(1));

    private static final ThreadLocal<MemorySegment> TIMESPEC =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(16, 8));

    private LinuxCalls() {}

    /** Waits at most {@code nanos}; the kernel compares the word and goes to sleep as one step. Returns whether it was woken. */
    static boolean futexWait(long address, int expected, long nanos) {
        MemorySegment timespec = TIMESPEC.get();
        timespec.set(ValueLayout.JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
        timespec.set(ValueLayout.JAVA_LONG, 8, nanos % NANOS_PER_SECOND);
        return syscall(SYS_FUTEX, address, FUTEX_WAIT, expected, timespec.address()) == 0;
    }

    /** Returns how many were woken. */
    static int futexWake(long address, int count) {
        return Math.max(0, (int) syscall(SYS_FUTEX, address, FUTEX_WAKE, count, 0));
    }

    static void dieWithParent() {
        syscall(SYS_PRCTL, PR_SET_PDEATHSIG, SIGKILL, 0, 0);
    }

    private static long syscall(long number, long a, long b, long c, long d) {
        try {
            return (long) SYSCALL.invokeExact(number, a, b, c, d);
        } catch (Throwable e) {
            throw new AssertionError("a native call threw", e);
        }
    }
}
