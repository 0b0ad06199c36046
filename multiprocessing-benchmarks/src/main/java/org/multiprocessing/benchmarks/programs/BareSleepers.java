package org.multiprocessing.benchmarks.programs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts bare JVMs that do nothing; prints their pids. Their input ends with this program. */
public final class BareSleepers {
    private BareSleepers() {}

    /** Takes the number of JVMs, and the command for one. */
    public static void main(String... arguments) throws IOException {
        List<String> command = Arrays.asList(arguments).subList(1, arguments.length);
        List<Process> sleepers = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            sleepers.add(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        StringBuilder pids = new StringBuilder("pids");
        for (Process sleeper : sleepers) {
            if (sleeper.getInputStream().read() < 0) {
                throw new IOException("a bare JVM ended at once");
            }
            pids.append(' ').append(sleeper.pid());
        }
        System.out.println(pids);
        Served.awaitEndOfInput();
        sleepers.forEach(Process::destroyForcibly);
    }
}
