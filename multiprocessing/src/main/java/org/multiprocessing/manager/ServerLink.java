package org.multiprocessing.manager;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;

/** A server as this process sees it: how its objects are called, and which of them this process knows. */
abstract class ServerLink {
    /** The number of what controls the server. */
    static final long CONTROL = 0;

    private static final class Cleaning {
        static final Cleaner CLEANER = Cleaner.create(
                Thread.ofPlatform().daemon().name("multiprocessing-proxies").factory());
    }

    /** Returns what does something when an object is unreachable. */
    static Cleaner cleaner() {
        return Cleaning.CLEANER;
    }

    private final Map<Long, WeakReference<RemoteObject>> known = new ConcurrentHashMap<>();
    private final Control control =
            (Control) new RemoteObject(this, CONTROL, Control.class, new Claim(this, CONTROL)).newProxy();

    /** Calls an object; throws what it throws, or {@code RemoteException} if the server fails. */
    abstract @Nullable Object call(long id, Operation operation, @Nullable Object @Nullable [] arguments)
            throws Throwable;

    /** Says that this process has given up an object that it had received so often; does not wait. */
    abstract void release(long id, int count);

    /** Says likewise, and waits until the server has heard it; for those who give up objects by hand, perhaps many. */
    void releaseNow(long id, int count) {
        try {
            control().release(id, count);
        } catch (RemoteException e) {
            Quietly.note("the server is gone, and with it what is given up", e);
        }
    }

    /** Appends an object to a message for whoever will read it. */
    abstract void writeTravelling(Encoder out, RemoteObject object, String adaptor);

    /** Returns whether the server has ended, as far as this process knows. */
    abstract boolean isEnded();

    /** Gives up the link. */
    abstract void close();

    Control control() {
        return control;
    }

    /** Returns an object that has come by the link, for which the server counts it. */
    RemoteObject received(long id, Class<?> type) {
        return object(id, type, Claim::addReceived);
    }

    /** Returns an object, for which this process then holds what {@code claim} adds to it. */
    RemoteObject object(long id, Class<?> type, Predicate<Claim> claim) {
        WeakReference<RemoteObject> reference = known.get(id);
        RemoteObject object = reference == null ? null : reference.get();
        if (object != null && object.type() == type && claim.test(object.claim())) {
            return object;
        }
        Claim own = new Claim(this, id);
        if (!claim.test(own)) {
            throw new AssertionError("a new claim is not released");
        }
        RemoteObject made = new RemoteObject(this, id, type, own);
        WeakReference<RemoteObject> noted = new WeakReference<>(made);
        known.put(id, noted);
        cleaner().register(made, () -> {
            known.remove(id, noted);
            own.run();
        });
        return made;
    }
}
