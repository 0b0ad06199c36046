package org.multiprocessing.conformance.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves something behind: a child JVM, a file or mapping of the session, descriptors, threads of the
 * library. What the class itself made before the test, such as a pool for all its tests, may be there afterwards; the
 * class is held to the same rule as a whole.
 */
public final class NoLeaks implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(NoLeaks.class);
    private static final Duration GRACE = Delays.within(Duration.ofSeconds(5));
    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    @Override
    public void beforeAll(ExtensionContext context) {
        note(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        note(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(context);
    }

    private static void note(ExtensionContext context) {
        context.getStore(SPACE).put(context.getUniqueId(), Footprint.now());
    }

    /** Its objects are in a process of the class around it, which may have children, and on the way to which there is more or less memory. */
    public interface Hosted {}

    private static List<String> growth(Footprint before, boolean isHosted) {
        Footprint now = Footprint.now();
        return (isHosted ? now.butHosted(before) : now).growthSince(before);
    }

    private static void check(ExtensionContext context) {
        Footprint before = context.getStore(SPACE).get(context.getUniqueId(), Footprint.class);
        long deadline = System.nanoTime() + GRACE.toNanos();
        boolean isHosted =
                context.getTestClass().filter(Hosted.class::isAssignableFrom).isPresent();
        List<String> growth = growth(before, isHosted);
        while (!growth.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            growth = growth(before, isHosted);
        }
        if (growth.isEmpty()) {
            return;
        }
        if (before.children().isEmpty()) { // otherwise they may be workers that the other tests of the class need
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        }
        // told once is enough: the class, and the class around it, start again from here
        for (var around = context.getParent();
                around.isPresent();
                around = around.get().getParent()) {
            note(around.get());
        }
        throw new AssertionError(context.getDisplayName() + " left behind:\n" + String.join("\n", growth));
    }
}
