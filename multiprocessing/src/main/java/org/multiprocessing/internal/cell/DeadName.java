package org.multiprocessing.internal.cell;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.multiprocessing.internal.layout.SlabLayout;

/** The name of a process that died, in the cell of what it left behind: its slot is soon another one's. */
final class DeadName {
    private DeadName() {}

    static void write(Cell cell, long pid, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, SlabLayout.DEAD_NAME_CAPACITY);
        while (length < bytes.length && length > 0 && (bytes[length] & 0xc0) == 0x80) {
            length--; // never cut inside a character
        }
        MemorySegment place = cell.slice(SlabLayout.DEAD_NAME, 1 + SlabLayout.DEAD_NAME_CAPACITY);
        place.set(ValueLayout.JAVA_BYTE, 0, (byte) length);
        MemorySegment.copy(bytes, 0, place, ValueLayout.JAVA_BYTE, 1, length);
        cell.setLong(SlabLayout.DEAD_PID, pid);
    }

    static String read(Cell cell) {
        MemorySegment place = cell.slice(SlabLayout.DEAD_NAME, 1 + SlabLayout.DEAD_NAME_CAPACITY);
        byte[] bytes = new byte[place.get(ValueLayout.JAVA_BYTE, 0)];
        MemorySegment.copy(place, ValueLayout.JAVA_BYTE, 1, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
