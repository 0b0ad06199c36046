package org.multiprocessing.internal.serial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the objects of one value by identity, in the order in which they are met.
 *
 * <p>The first few are compared one by one, since the identity hash of a young object costs more than that; beyond them
 * a hash table takes over.
 */
@SuppressWarnings("ReferenceEquality") // identity is the point
final class IdentityTable {

    private static final int LINEAR = 12;
    private static final int MAX_KEPT = 1 << 12;
    private static final int[] NO_SLOTS = {};

    private @Nullable Object[] objects = new @Nullable Object[16];
    private int size;

    /** Open addressing: number of the object + 1, or 0; at most half full; valid while {@link #hashed}. */
    private int[] slots = NO_SLOTS;

    private boolean hashed;

    /** Returns the number of an object that was added before; otherwise adds it and returns -1. */
    int findOrAdd(Object object) {
        if (size < LINEAR) {
            for (int i = 0; i < size; i++) {
                if (objects[i] == object) {
                    return i;
                }
            }
            objects[size++] = object;
            return -1;
        }
        if (!hashed || 2 * (size + 1) > slots.length) {
            rehash();
        }
        int mask = slots.length - 1;
        int at = hash(object) & mask;
        for (int found = slots[at]; found != 0; found = slots[at]) {
            if (objects[found - 1] == object) {
                return found - 1;
            }
            at = (at + 1) & mask;
        }
        if (size == objects.length) {
            objects = Arrays.copyOf(objects, 2 * size);
        }
        objects[size++] = object;
        slots[at] = size;
        return -1;
    }

    int size() {
        return size;
    }

    void clear() {
        if (objects.length > MAX_KEPT) {
            objects = new @Nullable Object[16];
            slots = NO_SLOTS;
        } else {
            Arrays.fill(objects, 0, size, null);
        }
        size = 0;
        hashed = false;
    }

    private void rehash() {
        if (2 * (size + 1) > slots.length) {
            slots = new int[Math.max(64, 2 * slots.length)];
        } else {
            Arrays.fill(slots, 0);
        }
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int at = hash(objects[i]) & mask;
            while (slots[at] != 0) {
                at = (at + 1) & mask;
            }
            slots[at] = i + 1;
        }
        hashed = true;
    }

    private static int hash(@Nullable Object object) {
        int h = System.identityHashCode(object);
        return h ^ (h >>> 15);
    }
}
