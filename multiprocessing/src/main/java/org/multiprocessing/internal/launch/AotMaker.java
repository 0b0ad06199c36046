package org.multiprocessing.internal.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.os.Delay;

/**
 * A daemon thread that makes the cache of one key, with a training program in a JVM of its own, which ends with this JVM. It
 * begins when the first results of the program are there.
 */
final class AotMaker extends Thread {
    private static final String TRAINING = "org.multiprocessing.internal.child.AotTraining";
    private static final long DELAY_NANOS = 2_000_000_000;
    private static final int LONGEST_MESSAGE = 1_000;

    private final Path folder;
    private final AotKey key;
    private final AotFile file;
    private final AotCache cache;
    private final Path work;
    private @Nullable Process training;
    private boolean ending;

    AotMaker(Path folder, AotKey key, AotFile file, AotCache cache) {
        super(null, null, "multiprocessing-aot-cache", 0, false);
        this.folder = folder;
        this.key = key;
        this.file = file;
        this.cache = cache;
        this.work =
                folder.resolve(key.fileName() + "-" + ProcessHandle.current().pid() + AotFolder.WORK);
        setDaemon(true);
    }

    @Override
    public void run() {
        Delay.pass(DELAY_NANOS);
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::abandon, "multiprocessing-aot-cache-end"));
        } catch (IllegalStateException e) {
            return; // the program is ending
        }
        boolean made = false;
        try {
            made = makeUnlessOthersDo();
        } catch (IOException | RuntimeException e) {
            complain("children start without an AOT cache: it cannot be made in " + folder
                    + " (choose another folder with -D" + AotFolder.PROPERTY + "=FOLDER, or none with off): " + e);
        } finally {
            cache.made(made);
        }
    }

    private boolean makeUnlessOthersDo() throws IOException {
        AotFolder.create(folder);
        try (AotLock lock = AotLock.take(folder, key)) {
            if (lock == null) {
                return true; // somebody else makes it, and children that start later have it
            }
            if (file.state() == AotFile.State.USABLE) {
                return true; // made since
            }
            AotFolder.removeLeftovers(folder, key);
            if (file.hasFailedLately()) {
                return false;
            }
            make();
            AotFolder.removeUnused(folder);
            return true;
        }
    }

    private void make() throws IOException {
        AotFolder.create(work);
        try {
            String output = train();
            Path draft = work.resolve("cache");
            if (!Files.exists(draft)) {
                noteFailure();
                throw new IOException("the training, which is tried once a day, made none; it said: " + output);
            }
            publish(draft);
        } finally {
            AotFolder.remove(work);
        }
    }

    /** Runs the training to its end, and returns what it printed. */
    private String train() throws IOException {
        Process process = startTraining();
        if (process == null) {
            return "";
        }
        try {
            byte[] output = process.getInputStream().readNBytes(LONGEST_MESSAGE);
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            process.waitFor();
            return new String(output, StandardCharsets.UTF_8).strip().replace('\n', ' ');
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e); // by a debugger: nobody else knows this thread
        } finally {
            process.destroyForcibly();
        }
    }

    /** Not to be cut short by the end of this JVM: a cache without a stamp counts as damaged. */
    private synchronized void publish(Path draft) throws IOException {
        if (!ending) {
            file.publish(draft);
        }
    }

    private synchronized void noteFailure() throws IOException {
        if (!ending) {
            file.noteFailure();
        }
    }

    private synchronized @Nullable Process startTraining() throws IOException {
        if (ending) {
            return null;
        }
        List<String> command = new ArrayList<>();
        Path nice = Path.of("/usr/bin/nice");
        if (Files.isExecutable(nice)) {
            command.addAll(List.of(nice.toString(), "-n", "5"));
        }
        command.addAll(CommandLine.ofTraining(key.jar(), work));
        command.add(TRAINING);
        command.add(work.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        AotFlags.removeVariables(builder.environment());
        builder.directory(work.toFile());
        builder.redirectErrorStream(true);
        training = builder.start(); // its standard input stays open, and tells it when this JVM is gone
        return training;
    }

    /** This JVM ends: the training and what it has started are killed, and leave nothing. */
    private void abandon() {
        Process running;
        synchronized (this) {
            ending = true;
            running = training;
        }
        if (running == null) {
            return;
        }
        List<ProcessHandle> below = running.descendants().toList();
        running.toHandle().destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
        try {
            running.waitFor();
            AotFolder.remove(work);
        } catch (IOException | InterruptedException e) {
            // the next program that makes the cache removes what is left
        }
    }

    private synchronized void complain(String message) {
        if (!ending) {
            AotFolder.tellOfNone(message);
        }
    }
}
