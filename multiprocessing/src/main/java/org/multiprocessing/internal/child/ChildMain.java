package org.multiprocessing.internal.child;

import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.multiprocessing.internal.classes.ParentClasses;
import org.multiprocessing.internal.launch.ChildBody;
import org.multiprocessing.internal.launch.ChildJvm;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.log.FailurePrinter;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.log.Watchdog;
import org.multiprocessing.internal.os.Signals;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/**
 * The main class of a child JVM: joins the session, reads what it is to do, does it, and ends. A standby JVM warms up
 * before, and waits.
 *
 * <p>The way from {@code main} to the user's code uses no lambda, method handle, string concatenation by
 * {@code invokedynamic} or pattern switch, since the first of them costs more than all of the rest; a test holds that.
 */
public final class ChildMain {
    private static final long LOOK_AGAIN_NANOS = 50_000;
    private static final int TERMINATED = 143;

    private ChildMain() {}

    /**
     * Runs the process that the arguments name: the session's folder, the slot in the process table, its generation.
     *
     * @throws Throwable what the target threw, after it has been printed, so that the JVM ends with code 1
     */
    @SuppressWarnings("ThrowSpecificityInvalid")
    public static void main(String... arguments) throws Throwable {
        Signals.ignore("INT"); // the terminal's Ctrl-C is for the main process, which ends its children
        Path folder = Path.of(arguments[0]);
        int slot = Integer.parseInt(arguments[1]);
        int generation = Integer.parseInt(arguments[2]);
        Session session = Session.attach(folder, slot, generation);
        if (session == null) {
            Runtime.getRuntime().halt(ParentWatch.EXIT_CODE);
            return;
        }
        ProcessEntry entry = session.processes().entry(slot);
        if (entry.request() == ProcessLayout.REQUEST_TERMINATE) {
            Runtime.getRuntime().halt(TERMINATED); // the parent has sent no signal, since it saw no mark
        }
        ParentWatch.start(session, entry);
        ParentCalls calls = new ParentCalls(session, entry);
        try {
            Runtime.getRuntime().addShutdownHook(new EndMark(session, entry, calls));
        } catch (IllegalStateException e) {
            return; // terminated before it was anything; the end is on its way
        }
        if (entry.isStandby()) {
            new Standby(session, entry).await(calls);
        } else {
            awaitBody(entry);
        }
        Thread.currentThread().setUncaughtExceptionHandler(new FailurePrinter(entry.name()));
        ChildBody body = readBody(session, entry);
        entry.setState(ProcessLayout.STATE_RUNNING);
        showName(entry.name());
        calls.begin();
        Watchdog.startIfAsked(entry.name());
        Log.life("begins");
        body.run();
    }

    /** In the system's own lists of processes, where it has such a file. */
    private static void showName(String name) {
        try (FileOutputStream comm = new FileOutputStream("/proc/self/comm")) {
            comm.write(name.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return; // another system than Linux
        }
    }

    private static void awaitBody(ProcessEntry entry) {
        while (entry.bodies() == 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS); // the parent is encoding; if it dies, the watch ends us
        }
    }

    private static ChildBody readBody(Session session, ProcessEntry entry) throws Exception {
        Decoder decoder = nextBody(session, entry, entry.bodies());
        ChildBody body = newBody();
        body.read(decoder);
        return body;
    }

    static ChildBody newBody() throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(ChildBody.IMPLEMENTATION).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (ChildBody) constructor.newInstance();
    }

    static Decoder nextBody(Session session, ProcessEntry entry, int n) throws IOException {
        Path file = ChildJvm.bodyFile(session, entry, n);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        Decoder decoder = new Decoder(ParentClasses.install(session, entry));
        decoder.wrap(bytes, 0, bytes.length);
        return decoder;
    }
}
