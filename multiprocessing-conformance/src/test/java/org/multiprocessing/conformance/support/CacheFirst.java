package org.multiprocessing.conformance.support;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.process.StartMethod;

/**
 * Has the AOT cache of children made before the first test, where there is to be one: a training in the middle of a test
 * would look like a process that it has left behind.
 */
public final class CacheFirst implements BeforeAllCallback {
    /** It gives way to whatever else the machine does. */
    private static final Duration LONGEST_TRAINING = Delays.within(Duration.ofMinutes(3));

    private static boolean isSure = Program.CACHE.equals(Program.NO_CACHE) || !libraryIsAJar();

    private static boolean libraryIsAJar() {
        return Files.isRegularFile(Path.of(Multiprocessing.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        synchronized (CacheFirst.class) {
            if (!isSure) {
                isSure = true;
                Await.until("a child with an AOT cache in " + Program.CACHE, LONGEST_TRAINING, CacheFirst::aChildHasIt);
            }
        }
    }

    /** A fresh JVM: one that stands by may be older than the cache. */
    private static boolean aChildHasIt() throws Exception {
        return Multiprocessing.context(StartMethod.SPAWN)
                .call(() -> ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .anyMatch(argument -> argument.startsWith("-XX:AOTCache=")));
    }
}
