package org.multiprocessing.internal.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.multiprocessing.internal.classes.ParentClasses;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.MainClass;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.serial.Action;

/**
 * The main class of a child JVM: joins the session, reads what it is to do, does it, and ends.
 *
 * <p>The way from {@code main} to the user's code uses no lambda, method handle, string concatenation by
 * {@code invokedynamic} or pattern switch, since the first of them costs more than all of the rest; a test holds that.
 */
public final class ChildMain {
    private static final long LOOK_AGAIN_NANOS = 50_000;

    private ChildMain() {}

    /**
     * Runs the process that the arguments name: the session's folder, the slot in the process table, its generation.
     *
     * @throws Throwable what the target threw, after it has been printed, so that the JVM ends with code 1
     */
    @SuppressWarnings("ThrowSpecificityInvalid")
    public static void main(String... arguments) throws Throwable {
        Path folder = Path.of(arguments[0]);
        int slot = Integer.parseInt(arguments[1]);
        int generation = Integer.parseInt(arguments[2]);
        Session session = Session.attach(folder, slot, generation);
        ProcessEntry entry = session.processes().entry(slot);
        ParentWatch.start(session, entry);
        Thread.currentThread().setUncaughtExceptionHandler(new FailurePrinter(entry.name()));
        Runtime.getRuntime().addShutdownHook(new EndMark(session, entry));
        Action body = readBody(session, entry);
        entry.setState(ProcessLayout.STATE_RUNNING);
        Settling.start(session, entry);
        body.execute();
    }

    private static Action readBody(Session session, ProcessEntry entry) throws Exception {
        while (!entry.hasPayload()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS); // the parent is encoding; if it dies, the watch ends us
        }
        Path file = session.folder().resolve("body-" + entry.slot() + "-" + entry.generation());
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        Decoder decoder = new Decoder(ParentClasses.install(session, entry));
        decoder.wrap(bytes, 0, bytes.length);
        MainClass.set(decoder.readString());
        readAction(decoder).execute(); // takes its identity
        return readAction(decoder);
    }

    private static Action readAction(Decoder decoder) throws IOException {
        if (decoder.read() instanceof Action action) {
            return action;
        }
        throw new IOException("the body of a process is no action");
    }
}
