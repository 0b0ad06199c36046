package org.multiprocessing.internal.serial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds a value by a range of bytes, so that what was seen before need not be made into strings again. */
final class ByteTable<V> {

    /** Enough to tell names apart, most of which begin alike. */
    private static final int HASHED = 24;

    private @Nullable Entry<V>[] buckets = newBuckets(16);
    private int size;

    @Nullable
    V get(byte[] bytes, int offset, int length) {
        int hash = hash(bytes, offset, length);
        Entry<V> entry = buckets[hash & (buckets.length - 1)];
        while (entry != null) {
            if (entry.hash == hash && Arrays.equals(entry.key, 0, entry.key.length, bytes, offset, offset + length)) {
                return entry.value;
            }
            entry = entry.next;
        }
        return null;
    }

    /** Adds a value under a key that is not in the table. */
    void put(byte[] key, V value) {
        if (size++ >= buckets.length) {
            @Nullable Entry<V>[] old = buckets;
            buckets = newBuckets(2 * old.length);
            for (Entry<V> entry : old) {
                while (entry != null) {
                    link(entry.key, entry.hash, entry.value);
                    entry = entry.next;
                }
            }
        }
        link(key, hash(key, 0, key.length), value);
    }

    private void link(byte[] key, int hash, V value) {
        int at = hash & (buckets.length - 1);
        buckets[at] = new Entry<>(key, hash, value, buckets[at]);
    }

    private static int hash(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int hash = length;
        for (int i = Math.max(offset, end - HASHED); i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 16);
    }

    @SuppressWarnings("unchecked") // generic arrays cannot be made otherwise
    private static <V> @Nullable Entry<V>[] newBuckets(int count) {
        return (@Nullable Entry<V>[]) new Entry<?>[count];
    }

    private static final class Entry<V> {

        final byte[] key;
        final int hash;
        final V value;
        final @Nullable Entry<V> next;

        Entry(byte[] key, int hash, V value, @Nullable Entry<V> next) {
            this.key = key;
            this.hash = hash;
            this.value = value;
            this.next = next;
        }
    }
}
