package org.multiprocessing.manager;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Tasks;

/**
 * A pool of a manager: in front a pool of threads of this JVM, which keeps the order, results, callbacks and limits of this process's
 * tasks; each of its threads hands one task at a time to the pool in the server, and waits for it. So a {@link Pool} by proxy, with
 * whatever methods that has.
 */
final class ManagedPool implements Adaptor, InvocationHandler {
    private final PoolService service;
    private final PoolFront front;

    ManagedPool(PoolService service) {
        this.service = service;
        this.front = PoolFront.of(service);
    }

    @Override
    public PoolService service() {
        return service;
    }

    @Override
    public Pool opened() {
        return (Pool) Proxy.newProxyInstance(
                ManagedPool.class.getClassLoader(), new Class<?>[] {Pool.class, Adaptor.class}, this);
    }

    private Pool front() {
        return front.threads(service);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class
                || method.getDeclaringClass().isAssignableFrom(Adaptor.class)) {
            return invokeOwn(name, arguments);
        }
        return switch (name) {
            case "size" -> service.size();
            case "workers", "resize", "insights" ->
                throw new UnsupportedOperationException(
                        name + "() of a manager's pool: its workers are processes of the server, and known there only");
            case "isShutdown" -> isShutDownHere() || service.isShutdown();
            case "isTerminated" -> service.isTerminated() && isTerminatedHere();
            case "awaitTermination" -> awaitTermination(arguments);
            case "shutdown" -> {
                front().shutdown();
                // no daemon: the server has to hear of it even if main returns now
                Thread.ofPlatform().daemon(false).name("multiprocessing-drain").start(this::shutDownBehind);
                yield null;
            }
            case "join" -> {
                join();
                yield null;
            }
            case "close" -> {
                close();
                yield null;
            }
            case "terminate", "shutdownNow" -> {
                Object result = call(front(), method, arguments);
                service.terminate();
                yield result;
            }
            case "tasks" -> tasks((Tasks) Objects.requireNonNull(call(front(), method, arguments)));
            default -> call(front(), method, remote(method, arguments));
        };
    }

    private void join() throws InterruptedException {
        if (service.isShutdown()) {
            awaitEndHere(Long.MAX_VALUE);
        } else {
            front().join(); // no task of this process comes any more
        }
        service.shutdown();
        service.awaitTermination(Long.MAX_VALUE);
    }

    private void close() {
        front().close(); // no task of this process comes any more
        service.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = service.awaitTermination(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                interrupted = true; // as the JDK has it, this hurries the end
                service.terminate();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was accepted here has yet to go there. */
    private void shutDownBehind() {
        try {
            if (front().awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
                service.shutdown();
            }
        } catch (InterruptedException | RuntimeException e) {
            Log.log(Level.DEBUG, "a pool of a manager could not be shut down in the server: " + e);
        }
    }

    private @Nullable Object invokeOwn(String name, @Nullable Object @Nullable [] arguments) {
        return switch (name) {
            case "service" -> service;
            case "opened" -> opened();
            case "name" -> name();
            case "handleKind" -> handleKind();
            case "writeHandle" -> {
                writeHandle((Encoder) Objects.requireNonNull(arguments)[0]);
                yield null;
            }
            case "equals" ->
                arguments != null
                        && arguments[0] instanceof Pool
                        && arguments[0] instanceof Adaptor other
                        && other.service().equals(service);
            case "hashCode" -> service.hashCode();
            default -> "Pool[of a manager]";
        };
    }

    private boolean awaitTermination(@Nullable Object @Nullable [] arguments) throws InterruptedException {
        Object[] times = Objects.requireNonNull(arguments);
        long nanos = ((TimeUnit) times[1]).toNanos((long) times[0]);
        long since = System.nanoTime();
        if (isShutDownHere()) {
            if (!awaitEndHere(nanos)) {
                return false;
            }
            service.shutdown();
        }
        return service.awaitTermination(left(nanos, since)) && awaitEndHere(left(nanos, since));
    }

    private static long left(long nanos, long since) {
        return nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - since);
    }

    private boolean isShutDownHere() {
        Pool known = front.known();
        return known != null && known.isShutdown();
    }

    /** Returns whether this process has nothing left of a pool that takes nothing any more, whoever has ended it. */
    private boolean isTerminatedHere() {
        front.end();
        Pool known = front.known();
        return known == null || known.isTerminated();
    }

    private boolean awaitEndHere(long nanos) throws InterruptedException {
        front.end();
        Pool known = front.known();
        return known == null || known.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }

    private Tasks tasks(Tasks ofFront) {
        return (Tasks) Proxy.newProxyInstance(
                ManagedPool.class.getClassLoader(),
                new Class<?>[] {Tasks.class},
                (proxy, method, arguments) -> call(ofFront, method, remote(method, arguments)));
    }

    /** The function comes first, whatever method it is. */
    private @Nullable Object @Nullable [] remote(Method method, @Nullable Object @Nullable [] arguments) {
        if (arguments == null || arguments.length == 0) {
            return arguments;
        }
        @Nullable Object[] remote = arguments.clone();
        remote[0] = Errand.of(service, method.getParameterTypes()[0], arguments[0]);
        return remote;
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() != null ? e.getCause() : e;
        }
    }
}
