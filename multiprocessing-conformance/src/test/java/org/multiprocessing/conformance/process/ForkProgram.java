package org.multiprocessing.conformance.process;

import static org.multiprocessing.Multiprocessing.process;
import static org.multiprocessing.Multiprocessing.setStartMethod;

import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** A program with static state in its main class, whose children have targets elsewhere. */
final class ForkProgram {
    static String state = "initial";

    private ForkProgram() {}

    public static void main(String... arguments) throws Exception {
        setStartMethod(StartMethod.valueOf(arguments[0]));
        state = "set by main";
        ForkTargets.run(process(ForkTargets::child));
    }
}

/** Targets in another class than the main one. */
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
