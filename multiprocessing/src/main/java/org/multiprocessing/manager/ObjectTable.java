package org.multiprocessing.manager;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Lease;

/** The objects of a server: by number, by identity, and by name; and who wants them. */
final class ObjectTable {
    private final Map<Long, HostedObject> byId = new ConcurrentHashMap<>();

    /** By hash code of the referents' identity. */
    private final Map<Integer, List<HostedObject>> byReferent = new HashMap<>();

    private final Map<String, OwnReference> names = new TreeMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private long lastId = ServerLink.CONTROL;
    private long kept;

    /** Whether any object was given to another one: else there is nothing to look for in what is sent. */
    private volatile boolean anyNested;

    /** Returns the number under which an object is called, as an interface; one that nobody wants yet. */
    synchronized HostedObject add(Class<?> type, Object referent) {
        forgetCollected();
        HostedObject known = find(type, referent);
        if (known != null) {
            return known;
        }
        HostedObject object = new HostedObject(++lastId, type, referent, collected);
        enter(object);
        return object;
    }

    private void enter(HostedObject object) {
        if (byId.put(object.id(), object) == null) {
            byReferent
                    .computeIfAbsent(object.hashCode(), key -> new ArrayList<>(1))
                    .add(object);
        }
    }

    /** Returns an object by its number; null if it is gone. */
    @Nullable
    HostedObject find(long id) {
        return byId.get(id);
    }

    /** Returns what an object is hosted as, if it is hosted. */
    synchronized @Nullable HostedObject find(@Nullable Class<?> type, Object referent) {
        List<HostedObject> same = byReferent.get(System.identityHashCode(referent));
        if (same != null) {
            for (HostedObject object : same) {
                if (object.refersTo(referent) && (type == null || object.type() == type)) {
                    return object;
                }
            }
        }
        return null;
    }

    /** Returns what an object is hosted as if it may be a part of other objects. */
    @Nullable
    HostedObject findNested(Object value) {
        if (!anyNested) {
            return null;
        }
        HostedObject found = find(null, value);
        return found != null && found.isNested() ? found : null;
    }

    /** Returns the object that a client gives to another one. */
    synchronized @Nullable Object nest(long id) {
        HostedObject object = byId.get(id);
        Object referent = object == null ? null : object.referent();
        if (object != null) {
            object.markNested();
            anyNested = true;
        }
        return referent;
    }

    private void forgetCollected() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            forget((HostedObject) gone);
        }
    }

    private void forget(HostedObject object) {
        byId.remove(object.id(), object);
        byReferent.computeIfPresent(object.hashCode(), (key, same) -> {
            same.remove(object);
            return same.isEmpty() ? null : same;
        });
    }

    // ---- who wants what

    synchronized void keep(HostedObject object) {
        if (object.keep()) {
            kept++;
            enter(object); // it may have been forgotten since it was found
        }
    }

    synchronized void letGo(HostedObject object) {
        if (object.letGo()) {
            kept--;
            if (!object.isNested()) {
                forget(object); // no other object has it but by itself, and then it gets another number
                object.drop();
            }
        }
    }

    /** Notes that a client has an object once more. */
    synchronized void lend(HostedObject object, Map<HostedObject, Integer> loans) {
        if (loans.merge(object, 1, Integer::sum) == 1) {
            keep(object);
        }
    }

    /** Notes that a client has given up what it had received so often. */
    synchronized void giveBack(HostedObject object, int count, Map<HostedObject, Integer> loans) {
        Integer left = loans.computeIfPresent(object, (key, known) -> known - count);
        if (left != null && left <= 0) {
            loans.remove(object);
            letGo(object);
        }
    }

    /** Notes that a client is gone. */
    synchronized void giveBackAll(Map<HostedObject, Integer> loans) {
        List<HostedObject> objects = List.copyOf(loans.keySet());
        loans.clear();
        objects.forEach(this::letGo);
    }

    /** Returns the lease by which an object travels in the tree. */
    synchronized Lease lease(HostedObject object) {
        Lease known = object.lease();
        if (known != null && !known.isFreed()) {
            return known;
        }
        Lease made = Lease.create();
        object.setLease(made);
        keep(object);
        new LeaseWatch(object, made).begin();
        return made;
    }

    /** Waits for the end of a lease. */
    private final class LeaseWatch {
        private final HostedObject object;
        private final Lease lease;
        private @Nullable Runnable stop;
        private boolean ended;

        LeaseWatch(HostedObject object, Lease lease) {
            this.object = object;
            this.lease = lease;
        }

        void begin() {
            stop = lease.watch(this::look);
        }

        private void look() {
            synchronized (ObjectTable.this) {
                if (ended || !lease.isFreed()) {
                    return;
                }
                ended = true;
                if (stop != null) {
                    stop.run();
                }
                letGo(object);
            }
        }
    }

    synchronized long size() {
        return kept;
    }

    /** Returns all objects that are still there. */
    List<Object> all() {
        List<Object> referents = new ArrayList<>();
        for (HostedObject object : byId.values()) {
            Object referent = object.referent();
            if (referent != null) {
                referents.add(referent);
            }
        }
        return referents;
    }

    // ---- names

    synchronized void publish(String name, OwnReference reference) {
        if (names.putIfAbsent(name, reference) != null) {
            throw new IllegalStateException("something is published as '" + name + "' already");
        }
        keep(reference.object());
    }

    synchronized OwnReference lookup(String name) {
        OwnReference known = names.get(name);
        if (known == null) {
            throw new NoSuchElementException(
                    "nothing is published as '" + name + "'; published are: " + String.join(", ", names.keySet()));
        }
        return known;
    }
}
