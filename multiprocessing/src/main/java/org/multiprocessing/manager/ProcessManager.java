package org.multiprocessing.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.ProcessOptions;

/** A manager whose server is a child process. */
final class ProcessManager extends AbstractManager {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** How long a killed process may take to be gone, before that is somebody else's problem. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final Process process;
    private final TreeLink link;
    private final Duration shutdownTimeout;
    private @Nullable SocketAddress address;
    private volatile boolean closed;

    private ProcessManager(Process process, TreeLink link, Duration shutdownTimeout) {
        this.process = process;
        this.link = link;
        this.shutdownTimeout = shutdownTimeout;
    }

    /** Starts a server and waits until it is ready. */
    static ProcessManager start(ManagerOptionsImpl options) {
        int number = NUMBERS.incrementAndGet();
        ServerSettings settings = ServerSettings.of(options);
        UnaryOperator<ProcessOptions> chosen = options.process();
        Fifo door = ManagerFifos.create();
        TreeLink link = TreeLink.of(door, options.callTimeout());
        Process process = new Process(new ServerMain(new DoorEnds(door), settings), o -> {
            ProcessOptions named = o.withName("Manager-" + number).withDaemon(true);
            return chosen == null ? named : chosen.apply(named);
        });
        ProcessManager manager = new ProcessManager(process, link, options.shutdownTimeout());
        boolean ready = false;
        try {
            process.start();
            door.ends().close(Ends.RECEIVE);
            manager.awaitReady();
            ready = true;
            return manager;
        } finally {
            if (!ready) {
                manager.abandon();
                door.ends().close(Ends.RECEIVE);
                door.ends().close(Ends.SEND);
            }
        }
    }

    private void awaitReady() {
        try {
            address = Addresses.of(link.awaitStart(Port.FOREVER));
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        } catch (RemoteException e) {
            throw new RemoteException(
                    "the server of the manager did not get ready: " + awaitReport(), e.remoteStack(), e);
        }
    }

    /** Says why the process has ended. */
    private String awaitReport() {
        kill();
        return process.exitReport().map(Object::toString).orElse("process " + process.name() + " is still alive");
    }

    private void abandon() {
        closed = true;
        if (process.state() == Process.State.RUNNING) {
            kill();
        }
        link.close();
    }

    @Override
    TreeLink link() {
        if (closed) {
            throw new IllegalStateException("this manager is shut down");
        }
        return link;
    }

    @Override
    public SocketAddress address() {
        SocketAddress known = address;
        if (known == null) {
            throw new IllegalStateException(
                    "this manager has no address; give it one with withAddress(address), or at least a key with withAuthKey(key)");
        }
        return known;
    }

    @Override
    public void shutdown() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        link.askToEnd();
        boolean ended = false;
        boolean interrupted = false;
        try {
            ended = process.join(shutdownTimeout);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (!ended) {
            kill();
        }
        if (process.exitCode().orElse(-1) != 0) {
            removeFile();
        }
        link.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        boolean interrupted = Thread.interrupted();
        process.kill();
        boolean known = false;
        while (!known) {
            try {
                if (!process.join(AFTER_KILL)) {
                    Log.log(Level.WARNING, "the server of a manager was killed and is still there: " + process);
                }
                known = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of an address that the server could not leave in order. */
    private void removeFile() {
        if (address instanceof UnixDomainSocketAddress local) {
            try {
                Files.deleteIfExists(local.getPath());
            } catch (IOException e) {
                Log.log(Level.WARNING, "the file of a manager's address cannot be removed: " + local, e);
            }
        }
    }

    @Override
    public void close() {
        shutdown();
    }

    @Override
    public String toString() {
        return "Manager[" + process + "]";
    }
}
