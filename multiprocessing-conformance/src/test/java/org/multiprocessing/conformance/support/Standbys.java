package org.multiprocessing.conformance.support;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.process.Process;

/**
 * The standby JVMs of this JVM. No API lists them; they are the children that run the library's main class and are nobody's
 * process, which {@code activeChildren()} would list.
 */
public final class Standbys {
    private static final String MAIN = "org.multiprocessing.internal.child.ChildMain";
    private static final int DEFAULT_LIMIT = 2;

    private Standbys() {}

    /** Returns how many there may be. */
    public static int limit() {
        return Integer.getInteger("multiprocessing.standby", DEFAULT_LIMIT);
    }

    /** Returns those that live now. */
    public static List<ProcessHandle> now() {
        Set<Long> processes = processes();
        return ProcessHandle.current()
                .children()
                .filter(child -> isStandby(child, processes))
                .toList();
    }

    /** Returns the children of this JVM without the standby JVMs. */
    public static List<ProcessHandle> otherChildren() {
        Set<Long> processes = processes();
        return ProcessHandle.current()
                .children()
                .filter(child -> !isStandby(child, processes))
                .toList();
    }

    /** Returns whether a process is a child JVM of this library, at work or waiting. */
    public static boolean isChildJvm(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(MAIN);
    }

    private static boolean isStandby(ProcessHandle child, Set<Long> processes) {
        return !processes.contains(child.pid()) && child.isAlive() && isChildJvm(child);
    }

    private static Set<Long> processes() {
        return Multiprocessing.activeChildren().stream().map(Process::pid).collect(Collectors.toSet());
    }
}
