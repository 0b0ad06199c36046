package org.multiprocessing.conformance.process;

import static org.multiprocessing.Multiprocessing.process;

import org.multiprocessing.process.Process;

/** The targets of {@link ForkProgram}, in another class than the main one. */
final class ForkTargets {
    private ForkTargets() {}

    static void run(Process process) throws InterruptedException {
        process.start().join();
        if (process.exitCode().orElse(99) != 0) {
            throw new IllegalStateException(process.exitReport().toString());
        }
    }

    static void child() throws InterruptedException {
        System.out.println("child " + ForkProgram.state);
        ForkProgram.state = "set by the child";
        run(process(ForkTargets::grandchild));
    }

    static void grandchild() {
        System.out.println("grandchild " + ForkProgram.state);
    }
}
