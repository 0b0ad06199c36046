package org.multiprocessing.manager;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Lease;
import org.multiprocessing.serial.Call;

/** What a client may ask of its server. */
final class ServerControl implements Control {
    private final ObjectServer server;
    private final @Nullable ClientSession session;

    /** @param session of the client; null in the server's own process */
    ServerControl(ObjectServer server, @Nullable ClientSession session) {
        this.server = server;
        this.session = session;
    }

    private boolean isTrusted() {
        return session == null || session.isInTree();
    }

    @Override
    public String start() {
        try {
            return server.started().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public Object host(Class<?> type, Call<?> factory) throws Exception {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no interface; only the methods of an interface can be called from elsewhere");
        }
        if (!isTrusted() && !server.options().functions() && !(factory instanceof HostedFactory<?>)) {
            throw new SecurityException(
                    "programs that are not of the server's process tree may not send functions; ManagerOptions.withFunctions() allows it");
        }
        MethodTable.of(type); // refuses an interface that cannot be served
        Object referent = Objects.requireNonNull(factory.call(), "the factory has returned null");
        if (!type.isInstance(referent)) {
            throw new ClassCastException(
                    "the factory has made a " + referent.getClass().getName() + ", which is no " + type.getName());
        }
        return new OwnReference(server.table().add(type, referent), "", referent);
    }

    @Override
    public long lease(long id) {
        HostedObject object = server.table().find(id);
        if (object == null || !isTrusted()) {
            throw new IllegalArgumentException("this server has no object " + id);
        }
        Lease lease = server.table().lease(object);
        if (session != null) {
            session.told(lease);
        }
        return lease.key();
    }

    @Override
    public void release(long id, int count) {
        if (session != null) {
            session.giveBack(id, count);
        }
    }

    @Override
    public void publish(String name, Object shared) {
        Object referent = shared instanceof Adaptor adaptor ? adaptor.service() : shared;
        HostedObject object = server.table().find(null, referent);
        if (object == null) {
            throw new IllegalArgumentException(
                    "a " + referent.getClass().getName() + " is not hosted here; publish a proxy");
        }
        String adaptor = shared instanceof Adaptor known ? known.name() : "";
        server.table().publish(name, new OwnReference(object, adaptor, referent));
    }

    @Override
    public Object lookup(String name) {
        return server.table().lookup(name);
    }

    @Override
    public Object copyOf(Object shared) {
        Object referent = shared instanceof Adaptor adaptor ? adaptor.service() : shared;
        return new CopiedValue(referent);
    }

    @Override
    public long objectCount() {
        return server.table().size();
    }

    @Override
    public long refusedCount() {
        return server.refusedCount();
    }

    @Override
    public void shutdown() {
        if (!isTrusted()) {
            throw new IllegalStateException("a mere connection cannot end the server");
        }
        server.shutDown();
    }
}
