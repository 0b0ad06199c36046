package org.multiprocessing.internal.serial;

import java.io.ObjectInputFilter;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an {@link Encoder} wrote, from an array of bytes.
 *
 * <p>Reusable, not safe for use by several threads; keeps the classes and functions that it has met, so one per channel
 * or worker is best. After a {@link DecodeException} it stands anywhere: wrap the next message.
 */
public final class Decoder {

    private static final byte[] NO_BYTES = {};
    private static final int MAX_KEPT = 1 << 12;

    private final ClassFinder classes;

    /** Null within a process tree, where everything is allowed. */
    private final @Nullable Outside outside;

    private byte[] bytes = NO_BYTES;
    private int position;
    private int limit;
    private int messageLength;
    private Object @Nullable [] bulks;
    private int nextBulk;
    private boolean looking;

    /** Who has written it, if that is somebody who knows objects of ours. */
    private @Nullable Peer peer;

    // the state of one top-level value: what has identity, by number; how deep we are
    private @Nullable Object[] met = new @Nullable Object[16];
    private int metCount;
    private int depth;
    private boolean marked;

    /** Elements that containers have announced: each takes a byte at least, or somebody lies to make us allocate. */
    private long announced;

    /** Creates a decoder that finds classes with a loader. */
    public Decoder(ClassLoader loader) {
        this(loader, null, null);
    }

    /**
     * Creates a decoder with a filter.
     *
     * @param filter asked for every class that is named in a value, and inside object streams of the JDK as usual, in
     *     addition to the filter of the whole JVM, which is asked for the latter only
     */
    public Decoder(ClassLoader loader, @Nullable ObjectInputFilter filter) {
        this(loader, filter, null);
    }

    private Decoder(ClassLoader loader, @Nullable ObjectInputFilter filter, @Nullable Outside outside) {
        this.classes = new ClassFinder(loader, filter);
        this.outside = outside;
    }

    /** Creates a decoder of what comes from outside of the process tree; no other one may have the same rules. */
    public static Decoder ofOutside(ClassLoader loader, Outside rules) {
        return new Decoder(loader, rules, rules);
    }

    /** Says who has written all that this reads. */
    public Decoder withPeer(@Nullable Peer writer) {
        peer = writer;
        return this;
    }

    /** Returns who has written it, if that is somebody who knows objects of ours. */
    public @Nullable Peer peer() {
        return peer;
    }

    /** Starts on a range of bytes, which must not change while it is read. */
    public Decoder wrap(byte[] source, int offset, int length) {
        if (offset < 0 || length < 0 || length > source.length - offset) {
            throw new IndexOutOfBoundsException(
                    "offset " + offset + ", length " + length + " of an array of " + source.length);
        }
        bytes = source;
        position = offset;
        limit = offset + length;
        messageLength = length;
        bulks = null;
        looking = false;
        return this;
    }

    /** Says that the message just wrapped stays where it is, and will be read again: what it holds, it holds still. */
    public Decoder looking() {
        looking = true;
        return this;
    }

    /** Returns whether the message stays where it is. */
    public boolean isLooking() {
        return looking;
    }

    /** Gives what was kept apart from the bytes just wrapped, in its order. */
    public Decoder withBulks(Object[] copies) {
        bulks = copies;
        nextBulk = 0;
        return this;
    }

    /** Returns the next array or segment of a form if it was kept apart, else null. */
    @Nullable
    Object readApart(int form) throws DecodeException {
        Object[] apart = bulks;
        if (apart == null) {
            return null;
        }
        int before = position;
        if (readCount() != Encoder.APART) {
            position = before;
            return null;
        }
        Object bulk = nextBulk < apart.length ? apart[nextBulk++] : null;
        boolean fits = form == Tag.SEGMENT
                ? bulk instanceof MemorySegment
                : bulk != null && bulk.getClass().isArray();
        if (!fits) {
            throw new DecodeException("damaged: what was kept apart is missing");
        }
        return bulk;
    }

    /** Returns the loader of the classes that are read. */
    public ClassLoader loader() {
        return classes.loader();
    }

    /** Returns whether the next value is null, a string or a boxed primitive: reading it runs no class of the program's. */
    public boolean isAtScalar() {
        return position < limit && bytes[position] <= Tag.STRING;
    }

    /** Returns the number of bytes not yet read. */
    public int remaining() {
        return limit - position;
    }

    /** Returns the next value. */
    public @Nullable Object read() throws DecodeException {
        if (depth > 0) { // by a handle resolver in the middle of a value
            return get();
        }
        try {
            return get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            String last = classes.last();
            throw new DecodeException(
                    "cannot rebuild a value" + (last == null ? ": " : ", the last class met is " + last + ": ") + e,
                    last,
                    e);
        } finally {
            if (metCount > 0 || depth > 0 || announced > 0 || marked) {
                finish();
            }
        }
    }

    public byte readByte() throws DecodeException {
        need(1);
        return bytes[position++];
    }

    /** Reads four bytes. */
    public int readInt() throws DecodeException {
        need(4);
        byte[] b = bytes;
        int at = position;
        position = at + 4;
        return (b[at] & 0xff) | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
    }

    /** Reads eight bytes. */
    public long readLong() throws DecodeException {
        need(8);
        return (readInt() & 0xffffffffL) | (long) readInt() << 32;
    }

    /** Reads what {@link Encoder#writeBytes} wrote, into an array of its own. */
    public byte[] readBytes() throws DecodeException {
        int count = readLength(1);
        int from = skip(count);
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    public String readString() throws DecodeException {
        int header = readCount();
        int n = header >>> 1;
        if ((header & 1) == 0) {
            return new String(bytes, skip(n), n, StandardCharsets.ISO_8859_1);
        }
        if (n > Integer.MAX_VALUE / 2) {
            throw truncated(n);
        }
        int at = skip(2 * n);
        char[] chars = new char[n];
        for (int i = 0; i < n; i++, at += 2) {
            chars[i] = (char) ((bytes[at] & 0xff) | bytes[at + 1] << 8);
        }
        return new String(chars);
    }

    /** Reads a number of seven bits per byte; negative if it was written so. */
    int readCount() throws DecodeException {
        int result = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte b = readByte();
            result |= (b & 0x7f) << shift;
            if (b >= 0) {
                return result;
            }
        }
        throw new DecodeException("damaged number at byte " + position);
    }

    /** Reads the number of elements of a given size that follow. */
    int readLength(int size) throws DecodeException {
        int count = readCount();
        if (count < 0 || (long) count * size > remaining()) {
            throw truncated((count & 0xffffffffL) * size);
        }
        return count;
    }

    /** Reads the number of parts that follow. */
    int readPartCount() throws DecodeException {
        int count = readLength(1);
        announced += count;
        if (announced > messageLength) {
            throw new DecodeException("damaged: more elements announced than the message has bytes");
        }
        return count;
    }

    /** Passes over bytes, and returns where they begin in {@link #array()}. */
    int skip(int count) throws DecodeException {
        need(count);
        int from = position;
        position += count;
        return from;
    }

    byte[] array() {
        return bytes;
    }

    int position() {
        return position;
    }

    void position(int to) {
        position = to;
    }

    ClassFinder classes() {
        return classes;
    }

    /** Narrows what can be read to a number of bytes, and returns the former limit for {@link #widen}. */
    int narrow(int count) {
        int former = limit;
        limit = position + count;
        return former;
    }

    void widen(int former) {
        limit = former;
    }

    /** Reads a value inside another one. */
    @Nullable
    Object get() throws DecodeException {
        int tag = readByte();
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.FALSE -> false;
            case Tag.TRUE -> true;
            case Tag.BYTE -> readByte();
            case Tag.SHORT -> (short) readTwo();
            case Tag.CHAR -> (char) readTwo();
            case Tag.INT -> readInt();
            case Tag.LONG -> readLong();
            case Tag.FLOAT -> Float.intBitsToFloat(readInt());
            case Tag.DOUBLE -> Double.longBitsToDouble(readLong());
            case Tag.STRING -> readString();
            case Tag.LOCAL -> getLocal();
            default -> getFormed(tag);
        };
    }

    private int readTwo() throws DecodeException {
        int at = skip(2);
        return (bytes[at] & 0xff) | bytes[at + 1] << 8;
    }

    /** Reads a value inside another one, which will ask it for its hash code. */
    @Nullable
    Object getKey() throws DecodeException {
        if (outside == null) {
            return get();
        }
        long before = outside.expanded(position);
        Object key = get();
        outside.addHashing(outside.expanded(position) - before, messageLength);
        return key;
    }

    /** Checks that what has a tag may come from where the message comes from. */
    void check(int tag) throws DecodeException {
        if (outside != null) {
            outside.check(tag);
        }
    }

    /** Checks that a handle of a kind may come from where the message comes from. */
    void checkHandle(int kind) throws DecodeException {
        if (outside != null) {
            outside.checkHandle(kind);
        }
    }

    /** Returns the name of a class that was refused because it comes from outside, or null. */
    @Nullable
    String refusedClass() {
        return outside == null ? null : outside.refusedClass();
    }

    private Object getLocal() throws DecodeException {
        check(Tag.LOCAL);
        Object local = LocalObjects.get(readLong(), looking);
        if (local == null) {
            throw new DecodeException("refers to an object of another process, or to one that is gone");
        }
        return local;
    }

    private @Nullable Object getFormed(int tag) throws DecodeException {
        if (tag == Tag.REF) {
            int number = readCount();
            Object known = number >= 0 && number < metCount ? met[number] : null;
            if (known == null) {
                throw new DecodeException("damaged: refers to value " + number + ", which is not there yet");
            }
            if (outside != null) {
                outside.addAgain(number);
            }
            return known;
        }
        check(tag);
        if (++depth > Encoder.MAX_DEPTH) {
            throw new DecodeException("nested more than " + Encoder.MAX_DEPTH + " levels deep");
        }
        int number = Tag.isTracked(tag) ? nextNumber() : -1;
        long before = outside == null ? 0 : outside.expanded(position);
        Object result = switch (tag) {
            case Tag.CLASS -> {
                mark();
                yield classes.readClass(this);
            }
            case Tag.SHAPE -> {
                mark();
                yield classes.readTarget(this);
            }
            case Tag.FUNCTION -> readFunction(number);
            default -> Rebuild.read(this, tag, number);
        };
        if (number >= 0) {
            met[number] = result;
            if (outside != null) {
                outside.note(number, outside.expanded(position) - before);
            }
        }
        depth--;
        return result;
    }

    private int nextNumber() {
        if (metCount == met.length) {
            met = Arrays.copyOf(met, 2 * metCount);
        }
        return metCount++;
    }

    /** Makes an object known to its own contents. */
    void exists(int number, Object object) {
        met[number] = object;
    }

    /** Notes that code of the program may run from here on. */
    void mark() {
        if (!marked) {
            marked = Decoding.enter();
        }
    }

    private Object readFunction(int number) throws DecodeException {
        int count = readPartCount();
        if (count == 0 || !(get() instanceof FunctionTarget target)) {
            throw new DecodeException("damaged function, without a shape");
        }
        @Nullable Object[] captures = new @Nullable Object[count - 1];
        Object function = new ReflectiveFunction(target, captures);
        exists(number, function);
        for (int i = 0; i < captures.length; i++) {
            captures[i] = get();
        }
        return function;
    }

    private void need(int count) throws DecodeException {
        if (count < 0 || count > limit - position) {
            throw truncated(count & 0xffffffffL);
        }
    }

    private DecodeException truncated(long count) {
        return new DecodeException(
                "truncated: " + count + " bytes expected at " + position + ", " + remaining() + " left");
    }

    private void finish() {
        if (metCount > MAX_KEPT) {
            met = new @Nullable Object[16];
        } else {
            Arrays.fill(met, 0, metCount, null);
        }
        metCount = 0;
        depth = 0;
        announced = 0;
        if (outside != null) {
            outside.finish();
        }
        if (marked) {
            marked = false;
            Decoding.exit();
        }
    }
}
