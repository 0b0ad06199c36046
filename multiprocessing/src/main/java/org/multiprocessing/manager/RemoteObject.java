package org.multiprocessing.manager;

import java.lang.ref.Reference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.serial.ObjectClosedException;

/** A hosted object seen from another process: what the proxies of its interface do. */
final class RemoteObject implements InvocationHandler, HandleBacked {
    private final ServerLink link;
    private final long id;
    private final Class<?> type;
    private final MethodTable methods;
    private final Claim claim;

    /** What this process has for it if it is a pool. */
    private @Nullable PoolFront front;

    RemoteObject(ServerLink link, long id, Class<?> type, Claim claim) {
        this.link = link;
        this.id = id;
        this.type = type;
        this.methods = MethodTable.of(type);
        this.claim = claim;
    }

    /** Returns what handles the calls of a proxy, also of one that is inside an adaptor; null if it is none of ours. */
    static @Nullable RemoteObject of(@Nullable Object proxy) {
        Object inner = proxy instanceof Adaptor adaptor ? adaptor.service() : proxy;
        return inner instanceof Proxy && Proxy.getInvocationHandler(inner) instanceof RemoteObject remote
                ? remote
                : null;
    }

    ServerLink link() {
        return link;
    }

    long id() {
        return id;
    }

    Class<?> type() {
        return type;
    }

    Claim claim() {
        return claim;
    }

    synchronized PoolFront front() {
        PoolFront known = front;
        if (known == null) {
            known = new PoolFront();
            front = known;
        }
        return known;
    }

    /** Gives up this process's claim, and what it has for the object. */
    void release() {
        claim.release();
        PoolFront known;
        synchronized (this) {
            known = front;
        }
        if (known != null) {
            known.end();
        }
    }

    /** Returns a proxy; there may be several, which are equal. */
    Object newProxy() {
        ClassLoader loader = type.getClassLoader();
        return Proxy.newProxyInstance(
                loader != null ? loader : RemoteObject.class.getClassLoader(), new Class<?>[] {type}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            if (method.getDeclaringClass() == Object.class) {
                return invokeOfObject(method, arguments);
            }
            return call(methods.of(method), arguments);
        } finally {
            Reference.reachabilityFence(this); // or its lease would end in the middle of the call
            Reference.reachabilityFence(arguments); // which may be proxies, too
        }
    }

    private @Nullable Object call(Operation operation, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (claim.isReleased()) {
            throw new ObjectClosedException(this + " was released by this process");
        }
        return link.call(id, operation, arguments);
    }

    /** These three do not come with the interface's own declaration, if there is one. */
    private @Nullable Object invokeOfObject(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Operation declared = methods.declared(method);
        String name = method.getName();
        if (name.equals("equals")) {
            Object other = arguments == null ? null : arguments[0];
            return isSame(other)
                    || (declared != null
                            && other != null
                            && (boolean) Objects.requireNonNull(call(declared, arguments)));
        }
        if (name.equals("hashCode")) {
            return declared != null ? call(declared, arguments) : hashCode();
        }
        return describe(declared != null ? declared : methods.of(method));
    }

    private boolean isSame(@Nullable Object other) {
        return other instanceof Proxy
                && Proxy.getInvocationHandler(other) instanceof RemoteObject remote
                && remote.equals(this);
    }

    /** A text for people, so it never fails for what is the matter with the server. */
    private @Nullable Object describe(Operation toString) throws Throwable {
        try {
            return claim.isReleased() ? toString() : call(toString, null);
        } catch (RemoteException e) {
            return this + ", " + e.getMessage();
        }
    }

    @Override
    public int handleKind() {
        return ProxyHandles.KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        link.writeTravelling(out, this, "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RemoteObject remote && remote.id == id && remote.link.equals(link);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id) * 31 + link.hashCode();
    }

    @Override
    public String toString() {
        return "proxy of " + type.getSimpleName() + " " + id;
    }
}
