package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Pledges;
import org.multiprocessing.serial.NotShareableException;

/** Encodes elements of an input into a row of items. One that cannot be encoded gets its place, and fails there alone. */
final class ItemsReader {
    private static final int MANY_BYTES = 1 << 18;

    private final Job job;
    private final Encoder encoder;
    private final Batch.ArgumentReader reader;
    private final long firstIndex;
    private @Nullable Object[][] arguments = new @Nullable Object[8][];
    private int[] begins = new int[9];
    private @Nullable Pledges @Nullable [] pledges;
    private List<Refused> refused = List.of();
    private int size;

    /** An item that cannot travel. */
    private record Refused(int i, String why, String path, Throwable cause) {}

    /** With an encoder that this uses alone until the items are made. */
    ItemsReader(Job job, Encoder encoder, Batch.ArgumentReader reader, long firstIndex) {
        this.job = job;
        this.encoder = encoder;
        this.reader = reader;
        this.firstIndex = firstIndex;
        encoder.reset();
    }

    int size() {
        return size;
    }

    /** Returns whether there are so many bytes that more had better go by themselves. */
    boolean isFull() {
        return encoder.length() >= MANY_BYTES;
    }

    void add(@Nullable Object element) {
        @Nullable Object[] values = reader.arguments(element);
        if (size == arguments.length) {
            arguments = Arrays.copyOf(arguments, 4 * size);
            begins = Arrays.copyOf(begins, 4 * size + 1);
        }
        arguments[size] = values;
        try {
            int part = encoder.beginPart();
            for (Object value : values) {
                encoder.write(value);
            }
            encoder.endPart(part);
            keepPledges();
        } catch (NotShareableException e) {
            refuse(String.valueOf(e.getMessage()), e.path(), e);
        } catch (VirtualMachineError e) {
            throw e; // about this program, not about the item
        } catch (Exception | Error e) { // a getter or writeObject of the user's
            refuse(Failures.summary(e), "", e);
        }
        begins[++size] = encoder.length();
    }

    private void keepPledges() {
        Pledges taken = encoder.takePledges();
        if (taken != Pledges.NONE) {
            Pledges[] kept = pledges == null ? new Pledges[arguments.length] : pledges;
            if (kept.length < arguments.length) {
                kept = Arrays.copyOf(kept, arguments.length);
            }
            kept[size] = taken;
            pledges = kept;
        }
    }

    private void refuse(String why, String path, Throwable cause) {
        encoder.takePledges().withdraw(); // of the arguments before the one that failed
        encoder.cut(begins[size]);
        if (refused.isEmpty()) {
            refused = new ArrayList<>();
        }
        refused.add(new Refused(size, why, path, cause));
    }

    Items toItems(Items.Sink sink) {
        Items.Encoded encoded = new Items.Encoded(
                encoder.toByteArray(),
                Arrays.copyOf(begins, size + 1),
                pledges == null ? null : Arrays.copyOf(pledges, size));
        return new Items(job, firstIndex, Arrays.copyOf(arguments, size), encoded, sink);
    }

    /** Ends the items that cannot travel, and returns the others. */
    List<Chunk> refuse(Items items) {
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        for (Refused item : refused) {
            addChunk(chunks, items, from, item.i);
            from = item.i + 1;
            TaskInfo info = items.info(item.i, -1, "");
            TaskException failure = new TaskNotSerializable(info, item.why, item.path, item.cause);
            items.endAll(item.i, from, new Outcome.Failure<>(failure));
        }
        addChunk(chunks, items, from, size);
        return chunks;
    }

    private static void addChunk(List<Chunk> chunks, Items items, int from, int to) {
        if (from < to) {
            chunks.add(new Chunk(items, from, to));
        }
    }
}
