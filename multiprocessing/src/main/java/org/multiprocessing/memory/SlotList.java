package org.multiprocessing.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.ShareableListLayout;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.internal.serial.HandleResolver;
import org.multiprocessing.internal.serial.Handles;
import org.multiprocessing.internal.shm.NamedBlock;
import org.multiprocessing.serial.ObjectClosedException;

/** A list in a block; see {@link ShareableListLayout}. */
final class SlotList<E extends @Nullable Object> extends AbstractList<E> implements ShareableList<E>, HandleBacked {
    private static final int KIND = 9;
    private static final long serialVersionUID = 1L;

    /** CPython packs its numbers without regard to where the block begins; a mapping begins at a page. */
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    static {
        Handles.register(KIND, new Resolver());
    }

    private final transient NamedMemory memory;
    private final transient int size;
    private final transient long formats;

    /** Over memory that is known to hold a list. */
    private SlotList(NamedMemory memory) {
        this.memory = memory;
        MemorySegment segment = memory.segment();
        this.size = (int) segment.get(LONG, ShareableListLayout.COUNT);
        this.formats = slot(segment, size);
    }

    /** Without a name, its creator's close frees it. */
    static <E extends @Nullable Object> SlotList<E> create(@Nullable String name, Collection<? extends E> items)
            throws IOException {
        Item[] all = new Item[items.size()];
        long slots = 0;
        int i = 0;
        for (E item : items) {
            all[i] = Item.of(item);
            slots += all[i++].slotSize();
        }
        long total =
                ShareableListLayout.slots(all.length) + slots + (ShareableListLayout.FORMAT_SIZE + 1L) * all.length;
        NamedBlock.Filling filling = segment -> fill(segment, all);
        return new SlotList<>(
                name == null ? NamedMemory.createUnnamed(total, filling) : NamedMemory.create(name, total, filling));
    }

    private static void fill(MemorySegment segment, Item[] items) {
        segment.set(LONG, ShareableListLayout.COUNT, items.length);
        long offset = 0;
        for (int i = 0; i < items.length; i++) {
            segment.set(LONG, ShareableListLayout.OFFSETS + (long) i * Long.BYTES, offset);
            offset += items[i].slotSize();
        }
        segment.set(LONG, ShareableListLayout.OFFSETS + (long) items.length * Long.BYTES, offset);
        long formats = ShareableListLayout.slots(items.length) + offset;
        for (int i = 0; i < items.length; i++) {
            write(segment, items.length, formats, i, items[i]);
        }
    }

    static <E extends @Nullable Object> SlotList<E> attach(String name) throws IOException {
        NamedMemory memory = NamedMemory.attach(name);
        String trouble = check(memory.segment());
        if (trouble != null) {
            memory.close();
            throw new IOException("the shared memory \"" + name + "\" is no list: " + trouble);
        }
        return new SlotList<>(memory);
    }

    /** Anybody may have made it, so that what we build on is looked at once. */
    private static @Nullable String check(MemorySegment segment) {
        long bytes = segment.byteSize();
        if (bytes < ShareableListLayout.slots(0)) {
            return bytes + " bytes are too few";
        }
        long count = segment.get(LONG, ShareableListLayout.COUNT);
        if (count < 0 || count >= Integer.MAX_VALUE || ShareableListLayout.slots(count) > bytes) {
            return count + " items in " + bytes + " bytes";
        }
        long last = 0;
        for (int i = 0; i <= count; i++) {
            long offset = segment.get(LONG, ShareableListLayout.OFFSETS + (long) i * Long.BYTES);
            if (offset < last || offset > bytes || (i == 0 && offset != 0)) {
                return "item " + i + " begins at " + offset;
            }
            last = offset;
        }
        long total = ShareableListLayout.slots(count) + last + (ShareableListLayout.FORMAT_SIZE + 1L) * count;
        return total > bytes ? "it needs " + total + " bytes and has " + bytes : null;
    }

    private static long slot(MemorySegment segment, int index) {
        long count = segment.get(LONG, ShareableListLayout.COUNT);
        return ShareableListLayout.slots(count)
                + segment.get(LONG, ShareableListLayout.OFFSETS + (long) index * Long.BYTES);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the caller's word for it
    public E get(int index) {
        return (E) read(place(index));
    }

    private @Nullable Object read(int index) {
        MemorySegment segment = memory.segment();
        byte[] letters = bytes(segment, format(formats, index), ShareableListLayout.FORMAT_SIZE);
        String format = new String(letters, StandardCharsets.ISO_8859_1);
        format = format.substring(0, format.indexOf('\0') < 0 ? format.length() : format.indexOf('\0'));
        byte code = segment.get(ValueLayout.JAVA_BYTE, code(formats, size, index));
        long slot = slot(segment, index);
        long room = slot(segment, index + 1) - slot;
        int length = Item.length(format);
        if (length < 0 || length > room) {
            throw damaged(index, "format \"" + format + "\" in " + room + " bytes", null);
        }
        Item item = new Item(format, code, bytes(segment, slot, length));
        if (!item.isConsistent()) {
            throw damaged(index, "format \"" + format + "\" with code " + code, null);
        }
        try {
            return item.value();
        } catch (CharacterCodingException e) {
            throw damaged(index, "it is no UTF-8; CPython cuts off texts that are longer in bytes than in letters", e);
        }
    }

    private static byte[] bytes(MemorySegment segment, long from, int count) {
        return segment.asSlice(from, count).toArray(ValueLayout.JAVA_BYTE);
    }

    private IllegalStateException damaged(int index, String what, @Nullable Throwable cause) {
        return new IllegalStateException(
                "item " + index + " of the list \"" + memory.name() + "\" is damaged, or is being written: " + what,
                cause);
    }

    @Override
    public E set(int index, E value) {
        int place = place(index);
        Item item = Item.of(value);
        MemorySegment segment = memory.segment();
        long room = slot(segment, place + 1) - slot(segment, place);
        if (item.bytes().length > room) {
            throw new IllegalArgumentException("an item of " + item.bytes().length + " bytes; place " + place
                    + " of the list \"" + memory.name() + "\" has room for " + room + ", what its first item needed");
        }
        E old = getOrNull(place);
        write(segment, size, formats, place, item);
        return old;
    }

    /** A damaged item can be replaced. */
    @SuppressWarnings({"unchecked", "NullAway"}) // as above
    private E getOrNull(int place) {
        try {
            return (E) read(place);
        } catch (ObjectClosedException e) {
            throw e;
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static void write(MemorySegment segment, int size, long formats, int index, Item item) {
        byte[] letters =
                Arrays.copyOf(item.format().getBytes(StandardCharsets.ISO_8859_1), ShareableListLayout.FORMAT_SIZE);
        MemorySegment.copy(
                letters, 0, segment, ValueLayout.JAVA_BYTE, format(formats, index), ShareableListLayout.FORMAT_SIZE);
        segment.set(ValueLayout.JAVA_BYTE, code(formats, size, index), item.code());
        long slot = slot(segment, index);
        byte[] bytes = item.bytes();
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, slot, bytes.length);
        segment.asSlice(slot + bytes.length, slot(segment, index + 1) - slot - bytes.length)
                .fill((byte) 0);
    }

    private static long format(long formats, int index) {
        return formats + (long) index * ShareableListLayout.FORMAT_SIZE;
    }

    private static long code(long formats, int size, int index) {
        return format(formats, size) + index;
    }

    /** Counts negative ones from the end. */
    private int place(int index) {
        if (index < -size || index >= size) {
            throw new IndexOutOfBoundsException(
                    "index " + index + " of a list of " + size + " items; allowed are " + -size + " to " + (size - 1));
        }
        return index < 0 ? index + size : index;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void add(int index, E item) {
        throw fixedLength();
    }

    @Override
    public E remove(int index) {
        throw fixedLength();
    }

    private static UnsupportedOperationException fixedLength() {
        return new UnsupportedOperationException("the length of a shareable list is fixed");
    }

    @Override
    public int indexOf(@Nullable Object item) {
        for (int i = 0; i < size; i++) {
            if (Objects.deepEquals(item, read(i))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int lastIndexOf(@Nullable Object item) {
        for (int i = size - 1; i >= 0; i--) {
            if (Objects.deepEquals(item, read(i))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int count(@Nullable Object item) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (Objects.deepEquals(item, read(i))) {
                count++;
            }
        }
        return count;
    }

    @Override
    public String toString() {
        return memory.isClosed() ? "[closed]" : super.toString();
    }

    @Override
    public SharedMemory memory() {
        return memory;
    }

    @Override
    public void close() {
        memory.close();
    }

    @Override
    public void free() {
        memory.free();
    }

    @Override
    public int handleKind() {
        return KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        memory.writeTo(out);
    }

    /** Finds what was sent. */
    private static final class Resolver implements HandleResolver {
        @Override
        public Object read(Decoder in) throws IOException {
            return new SlotList<>(NamedMemory.readFrom(in));
        }
    }
}
