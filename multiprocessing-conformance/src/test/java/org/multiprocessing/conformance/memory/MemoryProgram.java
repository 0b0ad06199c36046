package org.multiprocessing.conformance.memory;

import static org.multiprocessing.Multiprocessing.process;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.multiprocessing.memory.ShareableList;
import org.multiprocessing.memory.SharedBlocks;
import org.multiprocessing.memory.SharedMemory;

/** Programs for the tests of blocks by name, chosen by the first argument; the second is a name. */
final class MemoryProgram {
    private static final int SIZE = 4096;

    private MemoryProgram() {}

    public static void main(String... arguments) throws Exception {
        String name = arguments[1];
        switch (arguments[0]) {
            case "create" -> create(name, 1);
            case "create-and-wait" -> {
                create(name, 1);
                waitForEver();
            }
            case "create-in-child-and-wait" -> {
                process(() -> create(name, 1)).start().join();
                waitForEver();
            }
            case "create-unnamed-and-wait" -> {
                System.out.println("name " + SharedBlocks.memory(SIZE).name());
                waitForEver();
            }
            case "persist" -> {
                create(name, 1);
                try (SharedMemory attached = SharedMemory.attach(name)) {
                    attached.persist();
                }
            }
            case "wait" -> {
                process(() -> {}).start().join();
                waitForEver();
            }
            case "attach" -> attach(name);
            case "replace" -> {
                create(name, 2);
                attach(name);
            }
            case "list" -> {
                try (ShareableList<Object> list = ShareableList.attach(name)) {
                    list.set(-1, "from afar");
                    System.out.println("list " + list);
                }
            }
            case "fill" -> fill(name, Long.parseLong(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    @SuppressWarnings("resource") // nobody closes it, which is the point
    private static void create(String name, int content) throws IOException {
        SharedMemory.create(name, SIZE).segment().set(ValueLayout.JAVA_INT, 0, content);
    }

    private static void attach(String name) {
        try (SharedMemory block = SharedMemory.attach(name)) {
            int content = block.segment().get(ValueLayout.JAVA_INT, 0);
            block.segment().set(ValueLayout.JAVA_INT, 0, content + 1);
            System.out.println("content " + content);
        } catch (IOException e) {
            System.out.println("refused " + e);
        }
    }

    /** Takes blocks until there is no more, which must be said, and be no harm to what there is. */
    private static void fill(String name, long size) throws IOException {
        List<SharedMemory> blocks = new ArrayList<>();
        try {
            while (true) {
                SharedMemory block = SharedMemory.create(name + blocks.size(), size);
                block.segment().fill((byte) 1);
                blocks.add(block);
            }
        } catch (IOException e) {
            System.out.println("refused " + e.getMessage());
        }
        blocks.forEach(SharedMemory::free);
        SharedMemory.create(name, size).free();
        System.out.println("freed " + blocks.size());
    }

    private static void waitForEver() throws Exception {
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
