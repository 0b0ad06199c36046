package org.multiprocessing.conformance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.multiprocessing.internal.layout.ControlLayout;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/** What the folder of a session has to say when something is found: its files, its table of processes, its cells in use. */
public final class SessionState {
    private static final List<String> STATES = List.of("free", "booting", "running", "ending", "standby");
    private static final int MOST_CELLS = 400;

    private SessionState() {}

    /** Describes the sessions of this JVM. */
    public static String describe() {
        StringBuilder text = new StringBuilder();
        for (Path folder : Footprint.sessionFolders()) {
            text.append("==== session ").append(folder).append('\n');
            try {
                files(folder, text);
                ByteBuffer control = read(folder.resolve("control"));
                processes(control, text);
                cells(control, ControlLayout.SLAB, 0, text);
                for (int chunk = 1; Files.exists(folder.resolve("slab-" + chunk)); chunk++) {
                    cells(read(folder.resolve("slab-" + chunk)), 0, chunk * ControlLayout.CELLS, text);
                }
            } catch (IOException | UncheckedIOException e) {
                text.append("(no more: ").append(e).append(")\n");
            }
        }
        return text.toString();
    }

    private static ByteBuffer read(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void files(Path folder, StringBuilder text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted()
                    .forEach(file -> text.append(file.getFileName())
                            .append(' ')
                            .append(file.toFile().length())
                            .append('\n'));
        }
    }

    private static void processes(ByteBuffer control, StringBuilder text) {
        for (int slot = 0; slot < ControlLayout.PROCESSES; slot++) {
            int at = ControlLayout.PROCESS_TABLE + slot * ProcessLayout.SIZE;
            if (control.getInt(at + ProcessLayout.STATE) != ProcessLayout.STATE_FREE) {
                text.append(process(control, slot)).append('\n');
            }
        }
    }

    private static String process(ByteBuffer control, int slot) {
        int at = ControlLayout.PROCESS_TABLE + slot * ProcessLayout.SIZE;
        int state = control.getInt(at + ProcessLayout.STATE);
        byte[] name =
                new byte[Math.clamp(control.getInt(at + ProcessLayout.NAME_LENGTH), 0, ProcessLayout.NAME_CAPACITY)];
        control.get(at + ProcessLayout.NAME, name);
        return "process %d.%d pid %d %s, parent %d.%d, flags %d, request %d, mark %d, bodies %d, %s"
                .formatted(
                        slot,
                        control.getInt(at + ProcessLayout.GENERATION),
                        control.getLong(at + ProcessLayout.PID),
                        state < STATES.size() ? STATES.get(state) : state,
                        control.getInt(at + ProcessLayout.PARENT_SLOT),
                        control.getInt(at + ProcessLayout.PARENT_GENERATION),
                        control.getInt(at + ProcessLayout.FLAGS),
                        control.getInt(at + ProcessLayout.REQUEST),
                        control.getInt(at + ProcessLayout.MARK),
                        control.getInt(at + ProcessLayout.BODIES),
                        new String(name, StandardCharsets.UTF_8));
    }

    /** Returns the entries of the table of processes whose process the system does not know. */
    public static List<String> slotsOfTheDead() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path folder : Footprint.sessionFolders()) {
            ByteBuffer control = read(folder.resolve("control"));
            for (int slot = 0; slot < ControlLayout.PROCESSES; slot++) {
                int at = ControlLayout.PROCESS_TABLE + slot * ProcessLayout.SIZE;
                if (control.getInt(at + ProcessLayout.STATE) != ProcessLayout.STATE_FREE
                        && ProcessHandle.of(control.getLong(at + ProcessLayout.PID))
                                .isEmpty()) {
                    dead.add(process(control, slot));
                }
            }
        }
        return dead;
    }

    /** The words of each cell in use: head, wait queue, primitive. */
    private static void cells(ByteBuffer slab, int from, int first, StringBuilder text) {
        int told = 0;
        for (int i = 0; i < ControlLayout.CELLS; i++) {
            int at = from + i * SlabLayout.SIZE;
            if (at + SlabLayout.SIZE > slab.capacity()
                    || slab.getInt(at + SlabLayout.KIND) == SlabLayout.KIND_FREE
                    || ++told > MOST_CELLS) {
                continue;
            }
            int[] words = new int[SlabLayout.SIZE / Integer.BYTES];
            slab.slice(at, SlabLayout.SIZE)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .get(words);
            text.append("cell ")
                    .append(first + i)
                    .append(' ')
                    .append(Arrays.toString(words))
                    .append('\n');
        }
        if (told > MOST_CELLS) {
            text.append("... ").append(told).append(" cells in all\n");
        }
    }
}
