package org.multiprocessing.manager;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Lease;
import org.multiprocessing.internal.serial.Decoder;

/**
 * A process of the tree as a client, in its server. By an express way, it sends one call and waits for the answer, so that the thread
 * that receives the call may run it, and nobody else has to wait for that. By the shared way it sends all calls for which no
 * express way is free; each is run by a virtual thread.
 */
final class TreeClient {
    private final ClientSession session;
    private final Lease life;
    private final Map<Long, Running> express = new ConcurrentHashMap<>();
    private @Nullable Runnable stop;

    TreeClient(ClientSession session, Lease life) {
        this.session = session;
        this.life = life;
    }

    ClientSession session() {
        return session;
    }

    /** Ends the session when the process has ended. */
    void watch(Runnable forget) {
        Runnable look = () -> {
            if (life.isFreed() && !session.isGone()) {
                forget.run();
                Thread.startVirtualThread(this::end); // the watching thread is everybody's
            }
        };
        synchronized (this) {
            stop = life.watch(look);
        }
        look.run(); // it may have died before
    }

    private synchronized void end() {
        if (stop != null) {
            stop.run();
        }
        session.end();
    }

    void open(Port port, long way, boolean shared) {
        String name = "multiprocessing-manager-" + way;
        if (shared) {
            Thread.ofPlatform().daemon().name(name).start(() -> receive(port, () -> serveShared(port)));
        } else {
            Running running = new Running();
            express.put(way, running);
            session.add(running);
            Thread.ofPlatform().daemon().name(name).start(() -> {
                receive(port, () -> serveExpress(port, running));
                express.remove(way);
                session.remove(running);
            });
        }
    }

    /** Interrupts a call that came by an express way. */
    void cancel(long way, long number) {
        Running running = express.get(way);
        if (running != null) {
            running.cancel(number);
        }
    }

    private interface Serving {
        void serve() throws IOException, InterruptedException;
    }

    private void receive(Port port, Serving serving) {
        try {
            serving.serve();
        } catch (IOException | RuntimeException e) { // at the latter, the session goes while this JVM ends
            Quietly.note("a client of the manager is gone: " + session.words(), e);
        } catch (InterruptedException e) {
            Quietly.note("the manager ends", e);
        } finally {
            close(port);
        }
    }

    private static void close(Port port) {
        try {
            port.close();
        } catch (RuntimeException e) { // the session goes while this JVM ends, and the way with it
            Quietly.note("a way to a client of the manager could not be closed", e);
        }
    }

    private void serveExpress(Port port, Running running) throws IOException {
        CallRunner runner = new CallRunner(session, port, running);
        while (!session.isGone()) {
            try {
                Message message = port.receive(Port.FOREVER);
                if (message != null) {
                    serve(message, runner);
                }
            } catch (InterruptedException e) {
                // the client is gone, or a call has left its interrupt behind
            }
        }
    }

    private void serve(Message message, CallRunner runner) throws IOException {
        Decoder in = session.codec().decoder(message);
        try {
            in.readByte(); // nothing else than calls comes this way
            runner.run(in);
        } finally {
            session.codec().giveBack(in);
        }
    }

    private void serveShared(Port port) throws IOException, InterruptedException {
        SharedCalls calls = new SharedCalls(session, port);
        while (true) {
            Message message = port.receive(Port.FOREVER);
            if (message != null) {
                calls.handle(message);
            }
        }
    }
}
