package org.multiprocessing.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.ShareableListLayout;

/**
 * An item of a list as it lies in memory; see {@link ShareableListLayout}.
 *
 * @param format how the bytes are to be read
 * @param code what is made of what was read
 * @param bytes the content of the slot
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Item(String format, byte code, byte[] bytes) {

    static Item of(@Nullable Object value) {
        return switch (value) {
            case null -> new Item(ShareableListLayout.NULL, ShareableListLayout.CODE_NULL, new byte[Long.BYTES]);
            case Integer i -> number(ShareableListLayout.LONG + ShareableListLayout.EXACT, i);
            case Long l -> number(ShareableListLayout.LONG, l);
            case Double d -> number(ShareableListLayout.DOUBLE, Double.doubleToRawLongBits(d));
            case Boolean b -> {
                byte[] bytes = new byte[Long.BYTES];
                bytes[ShareableListLayout.BOOLEAN_BYTE] = (byte) (b ? 1 : 0);
                yield new Item(ShareableListLayout.BOOLEAN, ShareableListLayout.CODE_NUMBER, bytes);
            }
            case String s -> exact(ShareableListLayout.CODE_TEXT, utf8(s));
            case byte[] b -> exact(ShareableListLayout.CODE_BYTES, b.clone());
            default ->
                throw new IllegalArgumentException(
                        "a shareable list cannot hold " + value.getClass().getName()
                                + "; allowed are Integer, Long, Double, Boolean, String, byte[] and null");
        };
    }

    private static Item number(String format, long bits) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(bits)
                .array();
        return new Item(format, ShareableListLayout.CODE_NUMBER, bytes);
    }

    private static Item exact(byte code, byte[] bytes) {
        if (bytes.length > ShareableListLayout.MAX_EXACT_BYTES) {
            throw new IllegalArgumentException("an item of " + bytes.length
                    + " bytes; a shareable list holds items of up to " + ShareableListLayout.MAX_EXACT_BYTES
                    + ", larger ones belong into a SharedMemory of their own");
        }
        String format = Integer.toString(bytes.length) + ShareableListLayout.BYTES_END + ShareableListLayout.EXACT;
        return new Item(format, code, bytes);
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "a text of " + text.length()
                            + " characters has half of a surrogate pair, for which UTF-8 has no bytes",
                    e);
        }
    }

    boolean hasLength() {
        return code == ShareableListLayout.CODE_TEXT || code == ShareableListLayout.CODE_BYTES;
    }

    /** Returns the room that a new list gives to the item. */
    long slotSize() {
        return hasLength() ? ShareableListLayout.slotSize(bytes.length) : ShareableListLayout.SLOT_UNIT;
    }

    /** Returns how many bytes of the slot a format speaks of; -1 if it is none that we know. */
    static int length(String format) {
        return switch (format) {
            case ShareableListLayout.LONG,
                    ShareableListLayout.LONG + ShareableListLayout.EXACT,
                    ShareableListLayout.DOUBLE,
                    ShareableListLayout.BOOLEAN,
                    ShareableListLayout.NULL -> Long.BYTES;
            default -> digits(format);
        };
    }

    private static int digits(String format) {
        int value = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == ShareableListLayout.BYTES_END && i > 0) {
                return i + 1 == format.length() || (isExact(format) && i + 2 == format.length()) ? value : -1;
            }
            if (c < '0' || c > '9') {
                return -1;
            }
            value = 10 * value + c - '0'; // eight letters cannot overflow
        }
        return -1;
    }

    private static boolean isExact(String format) {
        return format.charAt(format.length() - 1) == ShareableListLayout.EXACT;
    }

    /**
     * Returns the item for a program. The bytes are as many as {@link #length} says.
     *
     * @throws CharacterCodingException if a text is none
     */
    @Nullable
    Object value() throws CharacterCodingException {
        ByteBuffer slot = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        if (code == ShareableListLayout.CODE_NULL) {
            return null;
        }
        if (code == ShareableListLayout.CODE_NUMBER) {
            return switch (format) {
                case ShareableListLayout.LONG -> slot.getLong();
                case ShareableListLayout.DOUBLE -> slot.getDouble();
                case ShareableListLayout.BOOLEAN -> bytes[ShareableListLayout.BOOLEAN_BYTE] != 0;
                default -> (int) slot.getLong();
            };
        }
        int end = bytes.length;
        while (!isExact(format) && end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return code == ShareableListLayout.CODE_BYTES
                ? Arrays.copyOf(bytes, end)
                : StandardCharsets.UTF_8.newDecoder().decode(slot.limit(end)).toString();
    }

    /** Returns whether code and format speak of the same thing; if not, somebody writes the item, or it is none. */
    boolean isConsistent() {
        return switch (format) {
            case ShareableListLayout.LONG,
                    ShareableListLayout.LONG + ShareableListLayout.EXACT,
                    ShareableListLayout.DOUBLE,
                    ShareableListLayout.BOOLEAN -> code == ShareableListLayout.CODE_NUMBER;
            case ShareableListLayout.NULL -> code == ShareableListLayout.CODE_NULL;
            default -> hasLength();
        };
    }
}
