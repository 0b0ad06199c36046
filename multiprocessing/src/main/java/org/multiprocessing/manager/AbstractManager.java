package org.multiprocessing.manager;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Objects;
import org.multiprocessing.serial.Call;

/** What all managers do in the same way, by their link to a server. */
abstract class AbstractManager extends ManagedObjects implements Manager {
    /** Returns the link; throws {@code IllegalStateException} if this manager is closed. */
    abstract ServerLink link();

    @Override
    @SuppressWarnings("unchecked") // the server has checked it
    public <T> T host(Class<T> type, Call<? extends T> factory) {
        Objects.requireNonNull(factory, "factory");
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no interface; only the methods of an interface can be called from elsewhere");
        }
        MethodTable.of(type); // refuses an interface that cannot be served
        try {
            return (T) link().control().host(type, factory);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new UndeclaredThrowableException(e, e.toString());
        }
    }

    @Override
    public void publish(String name, Object shared) {
        Objects.requireNonNull(name, "name");
        String adaptor = shared instanceof Adaptor known ? known.name() : "";
        link().control().publish(name, own(shared).id(), adaptor);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // checked at the assignment
    public <T> T lookup(String name) {
        Objects.requireNonNull(name, "name");
        return (T) link().control().lookup(name);
    }

    @Override
    public <T> T lookup(String name, Class<T> type) {
        Object found = lookup(name);
        if (!type.isInstance(found)) {
            throw new ClassCastException("'" + name + "' is a " + words(found) + ", and no " + type.getName());
        }
        return type.cast(found);
    }

    private static String words(Object proxy) {
        RemoteObject remote = RemoteObject.of(proxy);
        return remote == null || proxy instanceof Adaptor
                ? proxy.getClass().getName()
                : remote.type().getName();
    }

    @Override
    @SuppressWarnings("unchecked") // the value of what was a T
    public <T> T copyOf(T proxy) {
        own(proxy);
        return (T) link().control().copyOf(proxy);
    }

    @SuppressWarnings("ReferenceEquality") // the very link
    private RemoteObject own(Object proxy) {
        RemoteObject remote = RemoteObject.of(proxy);
        if (remote == null || remote.link() != link()) {
            throw new IllegalArgumentException("a " + proxy.getClass().getName()
                    + " is no proxy of an object of this manager; host it first, with host(type, factory)");
        }
        return remote;
    }

    @Override
    public long objectCount() {
        return link().control().objectCount();
    }

    @Override
    public long refusedCount() {
        return link().control().refusedCount();
    }
}
