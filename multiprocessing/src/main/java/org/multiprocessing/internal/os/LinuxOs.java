package org.multiprocessing.internal.os;

import org.multiprocessing.internal.log.Log;

/** Sleeps by futex, dies with its parent by {@code prctl}. The native side is loaded by {@link #prepare}, not before. */
final class LinuxOs implements Os {
    static final int KIND = 2;

    private volatile boolean prepared;
    private volatile boolean refused;

    /** The numbers of the system calls differ by architecture. Asked without loading {@link LinuxCalls}, which costs 60 ms. */
    static boolean isSupported() {
        String architecture = System.getProperty("os.arch");
        return System.getProperty("os.name").equals("Linux")
                && (architecture.equals("amd64") || architecture.equals("aarch64"));
    }

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public boolean canWake() {
        return prepared;
    }

    @Override
    public void prepare() {
        if (prepared || refused) {
            return;
        }
        try {
            LinuxCalls.futexWake(0, 0); // links the calls and runs one, so that the first real one is quick
            prepared = true;
        } catch (LinkageError | RuntimeException e) {
            refused = true;
            Log.log(
                    System.Logger.Level.WARNING,
                    "no native access, so waiting is by looking again at intervals; allow it with"
                            + " --enable-native-access=ALL-UNNAMED (or org.multiprocessing): " + e);
        }
    }

    @Override
    public boolean sleep(long address, int expected, long nanos) {
        return LinuxCalls.futexWait(address, expected, nanos);
    }

    @Override
    public int wake(long address, int count) {
        return LinuxCalls.futexWake(address, count);
    }

    @Override
    public void dieWithParent() {
        prepare();
        if (!prepared) {
            return; // the lock on the parent's byte ends this process, unless it is stopped
        }
        LinuxCalls.dieWithParent();
    }
}
