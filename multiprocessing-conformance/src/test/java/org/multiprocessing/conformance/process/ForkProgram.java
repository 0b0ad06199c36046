package org.multiprocessing.conformance.process;

import static org.multiprocessing.Multiprocessing.process;
import static org.multiprocessing.Multiprocessing.setStartMethod;

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
