package org.multiprocessing.manager;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;

/**
 * How a server makes one of the library's own objects. A value, and no function, so that a server makes it for clients from which it
 * takes no functions.
 *
 * @param what which object
 * @param arguments of it
 */
record Recipe<T>(What what, List<@Nullable Object> arguments) implements HostedFactory<T> {
    enum What {
        LIST,
        MAP,
        SET,
        NAMESPACE,
        LOCK,
        RLOCK,
        SEMAPHORE,
        EVENT,
        BARRIER,
        QUEUE,
        VALUE,
        ARRAY,
        STRUCT,
        STRUCTS,
        POOL
    }

    private int number(int index) {
        return (int) Objects.requireNonNull(arguments.get(index));
    }

    private Object argument(int index) {
        return Objects.requireNonNull(arguments.get(index));
    }

    @Override
    public boolean isHarmless() {
        return what != What.POOL && !(what == What.BARRIER && arguments.get(1) != null);
    }

    @Override
    public T call() {
        return Bulk.cast(make());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the classes of records, which their users have checked
    private Object make() {
        return switch (what) {
            case LIST -> new HostedList((Collection<?>) argument(0));
            case MAP -> new HostedMap();
            case SET -> new HostedSet();
            case NAMESPACE -> new HostedNamespace();
            case LOCK -> new HostedLock(HostedLock.Kind.PLAIN);
            case RLOCK -> new HostedLock(HostedLock.Kind.REENTRANT);
            case SEMAPHORE -> new HostedSemaphore(number(0), number(1));
            case EVENT -> new HostedEvent();
            case BARRIER -> new HostedBarrier(number(0), (@Nullable Action) arguments.get(1));
            case QUEUE -> new HostedQueue(number(0));
            case VALUE -> new HostedValue(argument(0));
            case ARRAY -> new HostedArray((Class<?>) argument(0), number(1));
            case STRUCT -> new HostedStruct((Record) argument(0));
            case STRUCTS -> new HostedStruct((Class) argument(0), number(1));
            case POOL -> new HostedPool(number(0));
        };
    }
}
