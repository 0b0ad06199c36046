package org.multiprocessing.manager;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.internal.serial.Handles;
import org.multiprocessing.serial.Call;

/**
 * Stands for a server without a process: a call runs on the caller's thread, on copies of its arguments, and returns a copy; so what a
 * service does can be tested as fast as a plain object. The client is a number that a test may change.
 */
final class LocalHost extends ManagedObjects {
    private static final int KIND = 200;
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Map<Long, Object> PROXIES = new ConcurrentHashMap<>();

    static {
        Handles.register(KIND, LocalHost::read);
    }

    private static Object read(Decoder in) throws IOException {
        return PROXIES.get(in.readLong());
    }

    private final ThreadLocal<Long> client = ThreadLocal.withInitial(() -> 1L);

    private final AtomicInteger calls = new AtomicInteger();

    private final Set<ClientWatcher> watchers = ConcurrentHashMap.newKeySet();

    /** Tells all objects that a client is gone. */
    void die(long number, long pid, String name) {
        watchers.forEach(watcher -> watcher.clientGone(number, pid, name));
    }

    /** Returns how many calls of objects there have been. */
    int calls() {
        return calls.get();
    }

    /** Says as which client the calling thread calls from now on. */
    void callAs(long number) {
        client.set(number);
    }

    @Override
    public <T> T host(Class<T> type, Call<? extends T> factory) {
        Caller before = new Caller(client.get(), Thread.currentThread().threadId(), "a test").begin();
        try {
            return proxy(type, copy(factory).call());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            Caller.restore(before);
        }
    }

    private <T> T proxy(Class<T> type, T referent) {
        if (referent instanceof ClientWatcher watcher) {
            watchers.add(watcher);
        }
        long number = NUMBERS.incrementAndGet();
        Object proxy = Proxy.newProxyInstance(
                LocalHost.class.getClassLoader(),
                new Class<?>[] {type, HandleBacked.class},
                new Handler(number, type, referent));
        PROXIES.put(number, proxy);
        return type.cast(proxy);
    }

    @SuppressWarnings("unchecked")
    static <T> T copy(T value) throws IOException {
        Encoder out = new Encoder();
        out.write(value);
        return (T) new Decoder(LocalHost.class.getClassLoader())
                .wrap(out.array(), 0, out.length())
                .read();
    }

    private final class Handler implements InvocationHandler {
        private final long number;
        private final Class<?> type;
        private final Object referent;

        Handler(long number, Class<?> type, Object referent) {
            this.number = number;
            this.type = type;
            this.referent = referent;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // there is one proxy for each object
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> Long.hashCode(number);
                    default -> type.getSimpleName() + " " + number;
                };
            }
            if (method.getDeclaringClass() == HandleBacked.class) {
                if (method.getName().equals("handleKind")) {
                    return KIND;
                }
                ((Encoder) arguments[0]).writeLong(number);
                return null;
            }
            return call(method, arguments);
        }

        @SuppressWarnings("unchecked")
        private Object call(Method method, Object[] arguments) throws Throwable {
            calls.incrementAndGet();
            Object[] copies = arguments == null ? new Object[0] : arguments.clone();
            for (int i = 0; i < copies.length; i++) {
                copies[i] = copy(copies[i]);
            }
            Caller before = new Caller(client.get(), Thread.currentThread().threadId(), "a test").begin();
            try {
                method.setAccessible(true);
                Object result = method.invoke(referent, copies);
                return method.isAnnotationPresent(Proxied.class)
                        ? proxy((Class<Object>) method.getReturnType(), result)
                        : copy(result);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                Caller.restore(before);
            }
        }
    }
}
