package org.multiprocessing.benchmarks.programs;

/** What workers are given to do. */
final class Work {
    private Work() {}

    static void nothing() {}

    static Integer identity(Integer number) {
        return number;
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }
}
