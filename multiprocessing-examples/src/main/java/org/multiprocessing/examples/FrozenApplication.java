package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.nio.file.Path;

/** Packed by jpackage, starts its processes from its own executable, since the packed runtime has no bin/java. */
class FrozenApplication {
    static String executable() {
        Path command = Path.of(ProcessHandle.current().info().command().orElseThrow());
        return command.getFileName().toString();
    }

    static void task() {
        IO.println("the process runs " + executable());
    }

    static void main(String[] args) throws InterruptedException {
        freezeSupport(args);
        IO.println("main runs " + executable());
        process(FrozenApplication::task).start().join();
    }
}
