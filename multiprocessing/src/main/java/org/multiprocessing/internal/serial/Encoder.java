package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.NotShareableException;

/**
 * A growing array of bytes to which values and protocol headers are appended, little-endian.
 *
 * <p>Reusable, not safe for use by several threads. A value is self-delimiting; {@link Decoder} reads what this class
 * writes by the method of the same name.
 */
public final class Encoder {
    /** Who knows objects of this process in all messages to the tree that have no peer of their own. */
    private static volatile @Nullable Peer host;

    /** Levels of nesting; fits the default stack several times, so that its end is met only by odd stacks. */
    static final int MAX_DEPTH = 1000;

    /** In place of a count: what comes is kept apart. */
    static final int APART = -1;

    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[256];
    private int length;

    // the state of one top-level value: what was met, how deep we are, and which immutable objects are half written
    private final IdentityTable met = new IdentityTable();
    private int depth;
    private int[] open = new int[8];
    private int openCount;

    private Pledges pledges = Pledges.NONE;

    /** Null unless large arrays are to be kept apart. */
    private @Nullable List<Bulk> bulks;

    /** Whether what is written may be read more than once, or never, so that whoever sends it ends the pledges. */
    private boolean repeated;

    private enum Locality {
        COPIED,
        QUEUED,
        OUTSIDE,
        LENT,
        GIVEN
    }

    private final Locality locality;

    /** Who reads it, if that is somebody who knows objects of ours. */
    private final @Nullable Peer peer;

    /** Creates an empty encoder. */
    public Encoder() {
        this(Locality.COPIED, null);
    }

    private Encoder(Locality locality, @Nullable Peer peer) {
        this.locality = locality;
        boolean isInTree = locality == Locality.COPIED || locality == Locality.QUEUED;
        this.peer = peer == null && isInTree ? host : peer;
    }

    /** Says who knows objects of this process, whichever process of the tree reads of them. */
    public static void setHost(Peer server) {
        host = server;
    }

    /** Creates an encoder for a reader in this JVM, who gets the objects themselves as long as the caller holds them. */
    public static Encoder lending() {
        return new Encoder(Locality.LENT, null);
    }

    /** Creates an encoder for a reader in this JVM, who gets the objects themselves, and reads each once. */
    public static Encoder giving() {
        return new Encoder(Locality.GIVEN, null);
    }

    /** Creates an encoder for a reader who need not be of this process's tree, and cannot reach what its processes share. */
    public static Encoder outside() {
        return outside(null);
    }

    /** Creates an encoder for a reader who need not be of this process's tree, but knows what a peer says. */
    public static Encoder outside(@Nullable Peer peer) {
        return new Encoder(Locality.OUTSIDE, peer);
    }

    /** Creates an encoder of messages for a queue, which keeps large arrays and segments apart; see {@link #bulks}. */
    public static Encoder queued() {
        return queued(null);
    }

    /** Creates an encoder of messages for a queue whose reader knows what a peer says. */
    public static Encoder queued(@Nullable Peer peer) {
        Encoder encoder = new Encoder(Locality.QUEUED, peer);
        encoder.bulks = new ArrayList<>(0);
        return encoder;
    }

    /** Creates an encoder of messages that may be read more than once, or never; whoever sends them withdraws the pledges. */
    public static Encoder repeated() {
        Encoder encoder = new Encoder(Locality.COPIED, null);
        encoder.repeated = true;
        return encoder;
    }

    /** Creates an encoder for a part of what this one writes. */
    Encoder forPart() {
        return repeated ? repeated() : new Encoder(locality, peer);
    }

    /** Returns whether the message goes into a queue, which tells the pledges when it has it. */
    public boolean isQueued() {
        return locality == Locality.QUEUED;
    }

    /** Returns who reads what is written, if that is somebody who knows objects of ours. */
    public @Nullable Peer peer() {
        return peer;
    }

    /** Returns how an object is written. */
    Form formOf(Object value) {
        if (peer != null) {
            HandleBacked known = peer.handleOf(value);
            if (known != null) {
                return HandleForm.ofKnown(known);
            }
        }
        return Forms.of(value);
    }

    /** Returns whether what is written may be read more than once, or never. */
    public boolean isRepeated() {
        return repeated;
    }

    /** Forgets all bytes, pledges and bulks, and keeps the array. */
    public void reset() {
        length = 0;
        pledges = Pledges.NONE;
        if (bulks != null && !bulks.isEmpty()) {
            bulks = new ArrayList<>(0);
        }
    }

    /** Notes what the message holds while it is on its way. */
    public void pledge(Pledge pledge) {
        ownPledges().add(pledge);
    }

    /** Takes over what another message holds, whose bytes become a part of this one. */
    public void adoptPledges(Encoder other) {
        if (other.pledges.size() > 0) {
            ownPledges().addAll(other.pledges);
        }
    }

    private Pledges ownPledges() {
        if (pledges == Pledges.NONE) {
            pledges = new Pledges();
        }
        return pledges;
    }

    /** Returns what the message holds while it is on its way. */
    public Pledges pledges() {
        return pledges;
    }

    /** Returns what was kept apart since the last reset, in the order in which a decoder asks for it. */
    public List<Bulk> bulks() {
        return bulks == null ? List.of() : bulks;
    }

    /** Appends a large array or segment, but for its bytes, if it is to be kept apart; otherwise returns false. */
    boolean putApart(int form, long size, Object value) {
        if (bulks == null || size < Bulk.SMALLEST) {
            return false;
        }
        writeCount(APART);
        bulks.add(new Bulk(form, value instanceof MemorySegment segment ? segment : Bulk.ofArray(value)));
        return true;
    }

    /** Returns the number of bytes written since the last reset. */
    public int length() {
        return length;
    }

    /** Returns the array that holds the bytes, valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** Returns a copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /**
     * Appends a value.
     *
     * @throws NotShareableException if the value, or something it refers to, cannot travel; nothing was appended
     */
    public void write(@Nullable Object value) {
        if (putScalar(value) || value == null) {
            return;
        }
        if (locality == Locality.LENT) {
            putEight(Tag.LOCAL, LocalObjects.lend(value));
        } else if (locality == Locality.GIVEN) {
            LocalObjects.Given given = LocalObjects.give(value);
            pledge(given);
            putEight(Tag.LOCAL, given.number());
        } else if (depth > 0) { // from a handle in the middle of a value
            putFormed(value, formOf(value));
        } else {
            writeTop(value);
        }
    }

    public void writeByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    /** Appends four bytes. */
    public void writeInt(int value) {
        ensure(4);
        setInt(length, value);
        length += 4;
    }

    /** Appends eight bytes. */
    public void writeLong(long value) {
        ensure(8);
        setLong(length, value);
        length += 8;
    }

    /** Appends bytes as they are. */
    public void writeRaw(byte[] source, int offset, int count) {
        putRaw(source, offset, count);
    }

    /** Appends a number of bytes, and the bytes. */
    public void writeBytes(byte[] source, int offset, int count) {
        writeCount(count);
        putRaw(source, offset, count);
    }

    /** Appends a string, one byte per character if all are Latin-1, else two; any sequence of characters survives. */
    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) copies Latin-1 without allocation
    public void writeString(String value) {
        int n = value.length();
        int all = 0;
        for (int i = 0; i < n; i++) {
            all |= value.charAt(i);
        }
        if (all < 0x100) {
            ensure(5L + n);
            writeCount(n << 1);
            value.getBytes(0, n, bytes, length);
            length += n;
        } else {
            ensure(5L + 2L * n);
            writeCount(n << 1 | 1);
            for (int i = 0; i < n; i++) {
                char c = value.charAt(i);
                bytes[length++] = (byte) c;
                bytes[length++] = (byte) (c >>> 8);
            }
        }
    }

    /** Appends an unsigned number, seven bits per byte. */
    void writeCount(int count) {
        ensure(5);
        int rest = count;
        while ((rest & ~0x7f) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void putRaw(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Makes room for bytes that the caller puts into {@link #array()} at the returned position. */
    int reserve(long count) {
        ensure(count);
        int at = length;
        length += (int) count;
        return at;
    }

    /** Begins a part whose number of bytes stands before it, and returns what {@link #endPart} wants to know. */
    public int beginPart() {
        return reserve(4);
    }

    /** Ends a part: overwrites the four bytes before it with the number of bytes since. */
    public void endPart(int at) {
        setInt(at, length - at - 4);
    }

    /** Forgets all but the first bytes. */
    public void cut(int newLength) {
        length = newLength;
    }

    /** Returns what was written since the last call holds, while it is on its way; from now on that is the caller's. */
    public Pledges takePledges() {
        Pledges taken = pledges;
        pledges = Pledges.NONE;
        return taken;
    }

    /** Refuses what cannot leave the process tree, if this is for a reader outside of it. */
    void checkMayLeave(Object value) {
        if (locality == Locality.OUTSIDE) {
            throw new Refused(
                    value,
                    "belongs to this process or its tree, and a socket may lead out of it. Send a copy of what it holds");
        }
    }

    /** Appends the parts of an object: how many, and each. */
    void putParts(@Nullable Object[] parts) {
        writeCount(parts.length);
        for (Object part : parts) {
            put(part);
        }
    }

    /** Appends a value inside another one. */
    void put(@Nullable Object value) {
        if (!putScalar(value) && value != null) {
            putFormed(value, formOf(value));
        }
    }

    /** Appends a value if it is null, a string or a boxed primitive; otherwise returns false. Hot ones first. */
    private boolean putScalar(@Nullable Object value) {
        if (value == null) {
            writeByte(Tag.NULL);
        } else if (value instanceof Integer i) {
            ensure(5);
            bytes[length] = Tag.INT;
            setInt(length + 1, i);
            length += 5;
        } else if (value instanceof String s) {
            ensure(6L + s.length());
            bytes[length++] = Tag.STRING;
            writeString(s);
        } else if (value instanceof Long l) {
            putEight(Tag.LONG, l);
        } else if (value instanceof Double d) {
            putEight(Tag.DOUBLE, Double.doubleToRawLongBits(d));
        } else if (value instanceof Boolean b) {
            writeByte(b ? Tag.TRUE : Tag.FALSE);
        } else {
            return putRareScalar(value);
        }
        return true;
    }

    private boolean putRareScalar(Object value) {
        if (value instanceof Byte b) {
            writeByte(Tag.BYTE);
            writeByte(b);
        } else if (value instanceof Character c) {
            putTwo(Tag.CHAR, c);
        } else if (value instanceof Short s) {
            putTwo(Tag.SHORT, s);
        } else if (value instanceof Float f) {
            writeByte(Tag.FLOAT);
            writeInt(Float.floatToRawIntBits(f));
        } else {
            return false;
        }
        return true;
    }

    private void putTwo(int tag, int value) {
        writeByte(tag);
        writeByte(value);
        writeByte(value >>> 8);
    }

    private void putEight(int tag, long value) {
        ensure(9);
        bytes[length] = (byte) tag;
        setLong(length + 1, value);
        length += 9;
    }

    private void writeTop(Object value) {
        int start = length;
        int pledged = pledges.size();
        int apart = bulks().size();
        boolean done = false;
        try {
            try {
                putFormed(value, formOf(value));
            } catch (NeedsObjectStream e) {
                takeBack(start, pledged, apart);
                depth = 1;
                writeByte(Tag.JDK);
                JdkOutput.write(this, value);
            }
            done = true;
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            throw Refusal.explain(value, e);
        } finally {
            if (!done) {
                takeBack(start, pledged, apart);
            }
            depth = 0;
            openCount = 0;
            met.clear();
        }
    }

    private void takeBack(int start, int pledged, int apart) {
        length = start;
        pledges.withdrawFrom(pledged);
        if (bulks != null) {
            bulks.subList(apart, bulks.size()).clear();
        }
    }

    private void putFormed(Object value, Form form) throws NeedsObjectStream {
        int tag = form.tag;
        if (tag == Tag.JDK) {
            // also for a part: sharing and cycles between it and the rest are kept only by one stream for all
            throw new NeedsObjectStream();
        }
        boolean immutable = false;
        if (Tag.isTracked(tag)) {
            int known = met.findOrAdd(value);
            if (known >= 0) {
                putReference(known, value);
                return;
            }
            immutable = !Tag.isForward(tag);
        }
        if (++depth > MAX_DEPTH) {
            throw new Refused(value, Refused.TOO_DEEP);
        }
        writeByte(tag);
        if (immutable) {
            if (openCount == open.length) {
                open = Arrays.copyOf(open, 2 * openCount);
            }
            open[openCount++] = met.size() - 1;
            form.write(this, value);
            openCount--;
        } else {
            form.write(this, value);
        }
        depth--;
    }

    private void putReference(int known, Object value) {
        for (int i = 0; i < openCount; i++) {
            if (open[i] == known) {
                throw new Refused(value, Refused.CONTAINS_ITSELF);
            }
        }
        writeByte(Tag.REF);
        writeCount(known);
    }

    private void ensure(long count) {
        if (bytes.length - length < count) {
            grow(count);
        }
    }

    private void grow(long count) {
        long needed = length + count;
        if (needed > MAX_LENGTH) {
            throw new NotShareableException(
                    "one message cannot be larger than 2 GB; send it in parts, or put the bulk into shared memory",
                    "",
                    "byte[]",
                    null);
        }
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, MAX_LENGTH)));
    }

    private void setInt(int at, int value) {
        byte[] b = bytes;
        b[at] = (byte) value;
        b[at + 1] = (byte) (value >>> 8);
        b[at + 2] = (byte) (value >>> 16);
        b[at + 3] = (byte) (value >>> 24);
    }

    private void setLong(int at, long value) {
        byte[] b = bytes;
        b[at] = (byte) value;
        b[at + 1] = (byte) (value >>> 8);
        b[at + 2] = (byte) (value >>> 16);
        b[at + 3] = (byte) (value >>> 24);
        b[at + 4] = (byte) (value >>> 32);
        b[at + 5] = (byte) (value >>> 40);
        b[at + 6] = (byte) (value >>> 48);
        b[at + 7] = (byte) (value >>> 56);
    }
}
