package org.multiprocessing.benchmarks.child;

import static java.time.Duration.ofSeconds;
import static org.multiprocessing.Multiprocessing.call;

import java.lang.management.ManagementFactory;
import java.util.List;

/** The JVM arguments that the library gives its children. */
public final class ChildFlags {
    private ChildFlags() {}

    /** Asks a child for them, so that they are those of the library that is measured. */
    public static List<String> ask() throws InterruptedException {
        String text = call(ChildFlags::ofThisJvm, options -> options.withTimeout(ofSeconds(20)));
        return text.lines()
                // these name the session of the child that was asked
                .filter(argument ->
                        !argument.startsWith("-XX:ErrorFile=") && !argument.startsWith("-Dmultiprocessing."))
                .toList();
    }

    private static String ofThisJvm() {
        return String.join("\n", ManagementFactory.getRuntimeMXBean().getInputArguments());
    }
}
