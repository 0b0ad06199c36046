package org.multiprocessing.benchmarks.programs;

import java.io.IOException;

/** A fresh program that starts one bare JVM, waits for its end and prints a line. */
public final class BareParent {
    private BareParent() {}

    /** Takes the command to start. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int code = new ProcessBuilder(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        System.out.print("first "); // as in ours
        System.out.println(code);
    }
}
