package org.multiprocessing.internal.shm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How somebody who waits for several things hears that one of them is ready: each type says it in its own way. */
public final class ReadySources {
    private static final Map<Class<?>, ReadySource> BY_TYPE = new ConcurrentHashMap<>();

    private ReadySources() {}

    /** Something that tells itself. */
    public interface Announcing {
        /**
         * Arranges that {@code wake} runs once this is, or may be, ready; look at it after the call.
         *
         * @return what takes the arrangement back
         */
        Runnable whenReady(Runnable wake);
    }

    /** Tells of one type. */
    public interface ReadySource {
        /**
         * Arranges that {@code wake} runs once the object is, or may be, ready; at once if it is already.
         *
         * @return what takes the arrangement back
         */
        Runnable whenReady(Object waitable, Runnable wake);
    }

    /** Registers a type, with all its subtypes. */
    public static void register(Class<?> type, ReadySource source) {
        BY_TYPE.put(type, source);
    }

    /** Returns how to hear of an object. */
    public static ReadySource of(Object waitable) {
        if (waitable instanceof Announcing announcing) {
            return (object, wake) -> announcing.whenReady(wake);
        }
        for (Map.Entry<Class<?>, ReadySource> entry : BY_TYPE.entrySet()) {
            if (entry.getKey().isInstance(waitable)) {
                return entry.getValue();
            }
        }
        throw new IllegalArgumentException("awaitAny cannot wait for a "
                + waitable.getClass().getName() + "; only for this library's own objects");
    }
}
