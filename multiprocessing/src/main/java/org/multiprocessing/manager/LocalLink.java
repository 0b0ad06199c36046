package org.multiprocessing.manager;

import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.serial.NotShareableException;

/** A server in this JVM, whose processes are threads: objects are called by whoever calls, and nothing is copied. */
final class LocalLink extends ServerLink {
    /** As a client; every session has a greater number. */
    static final long CLIENT = 1;

    private static final long PID = ProcessHandle.current().pid();

    private final ObjectServer server;
    private final ServerControl serverControl;
    private final Map<HostedObject, Integer> loans = new HashMap<>();
    private final Set<LocalCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    LocalLink(ObjectServer server) {
        this.server = server;
        this.serverControl = new ServerControl(server, null);
    }

    @Override
    @Nullable
    Object call(long id, Operation operation, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (closed) {
            throw gone();
        }
        Object referent = serverControl;
        if (id != CONTROL) {
            HostedObject object = Objects.requireNonNull(server.table().find(id), "its proxy keeps it");
            referent = Objects.requireNonNull(object.referent(), "its proxy keeps it");
        }
        LocalCall running = new LocalCall();
        calls.add(running);
        if (closed) { // perhaps only since it was looked
            running.interrupt();
        }
        Caller caller =
                new Caller(CLIENT, Thread.currentThread().threadId(), "process " + PID, () -> closed, () -> closed);
        Caller before = caller.begin(operation.interruptible() ? null : referent);
        try {
            return outside(operation, operation.invoke(referent, inside(id, arguments)));
        } catch (InvocationTargetException e) {
            if (running.end() || closed) {
                throw gone();
            }
            throw Objects.requireNonNullElse(e.getCause(), e);
        } finally {
            Caller.restore(before);
            running.end();
            calls.remove(running);
        }
    }

    private static RemoteException gone() {
        return new RemoteException("the manager to which this object belongs has ended");
    }

    /** What a thread of this JVM does in an object, which the end of the manager interrupts. */
    private static final class LocalCall {
        private @Nullable Thread thread = Thread.currentThread();
        private boolean interrupted;

        synchronized void interrupt() {
            if (thread != null) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** Ends it, and returns whether it was interrupted, which its thread forgets. */
        synchronized boolean end() {
            if (thread != null && interrupted) {
                Thread.interrupted();
            }
            thread = null;
            return interrupted;
        }
    }

    /** What controls the server is to know the object itself. */
    private @Nullable Object @Nullable [] inside(long id, @Nullable Object @Nullable [] arguments) throws Exception {
        if (id != CONTROL || arguments == null) {
            return arguments;
        }
        @Nullable Object[] inner = arguments.clone();
        for (int i = 0; i < inner.length; i++) {
            RemoteObject remote = RemoteObject.of(inner[i]);
            if (remote != null && remote.link().equals(this)) {
                String adaptor = inner[i] instanceof Adaptor known ? known.name() : "";
                inner[i] = ProxyHandles.adapt(server.nest(remote.id()), adaptor);
            }
        }
        return inner;
    }

    private @Nullable Object outside(Operation operation, @Nullable Object result) throws Exception {
        if (result instanceof CopiedValue copy) {
            return copy.value();
        }
        if (result instanceof OwnReference reference) {
            server.table().lend(reference.object(), loans);
            Object proxy =
                    received(reference.object().id(), reference.object().type()).newProxy();
            return ProxyHandles.adapt(proxy, reference.adaptor());
        }
        if (operation.proxied() && result != null && RemoteObject.of(result) == null && !(result instanceof Adaptor)) {
            HostedObject object = server.table().add(operation.method().getReturnType(), result);
            return outside(operation, new OwnReference(object, "", result));
        }
        return result;
    }

    @Override
    void release(long id, int count) {
        HostedObject object = server.table().find(id);
        if (object != null) {
            server.table().giveBack(object, count, loans);
        }
    }

    @Override
    void releaseNow(long id, int count) {
        release(id, count);
    }

    @Override
    void writeTravelling(Encoder out, RemoteObject object, String adaptor) {
        throw new NotShareableException(
                "an object of a manager of the threads context, which lives in this JVM only; make it with the context of a start method"
                        + " that starts processes",
                "",
                object.type().getName(),
                null);
    }

    @Override
    boolean isEnded() {
        return closed;
    }

    @Override
    void close() {
        closed = true;
        calls.forEach(LocalCall::interrupt);
    }
}
