package org.multiprocessing.conformance.chaos;

import java.io.IOException;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.memory.ShareableList;
import org.multiprocessing.memory.SharedMemory;

/** Blocks of memory are made, attached, filled and unlinked by processes that are killed in the middle of it: what is there is whole. */
final class Blocks implements Scenario {
    private static final int NAMES = 6;
    private static final int SIZE = 100_000;

    private static final int STOP = 0;
    private static final int PROGRESS = 1;
    private static final int COUNTERS = 2;

    @Override
    public String name() {
        return "blocks";
    }

    /** What all of them have. */
    record Yard(String prefix, SharedMemory common, ShareableList<Object> list, Counters numbers)
            implements Serializable {
        void work(int number) throws Exception {
            Random random = new Random(number);
            while (numbers.get(STOP) == 0) {
                String name = prefix + random.nextInt(NAMES);
                switch (random.nextInt(4)) {
                    case 0 -> create(name);
                    case 1 -> attach(name, random.nextBoolean());
                    case 2 -> common.segment().set(ValueLayout.JAVA_INT, number * 4L, (int) numbers.get(PROGRESS));
                    default -> list.set(number % list.size(), (long) number);
                }
                numbers.add(PROGRESS, 1);
            }
        }

        private static void create(String name) throws IOException {
            try (SharedMemory block = SharedMemory.create(name, SIZE)) {
                MemorySegment segment = block.segment();
                if (segment.byteSize() < SIZE || segment.get(ValueLayout.JAVA_INT, SIZE - 4) > 1) {
                    throw new Violation("a new block is not empty");
                }
                segment.set(ValueLayout.JAVA_INT, SIZE - 4, 1);
            } catch (FileAlreadyExistsException e) {
                // somebody else was faster
            }
        }

        private static void attach(String name, boolean unlinks) throws IOException {
            try (SharedMemory block = SharedMemory.attach(name)) {
                int last = block.segment().get(ValueLayout.JAVA_INT, SIZE - 4);
                if (last < 0 || last > 1) {
                    throw new Violation("a block has " + last + " at its end");
                }
                if (unlinks) {
                    block.unlink();
                }
            } catch (NoSuchFileException e) {
                // there is none
            }
        }

        void clear() throws IOException {
            for (int i = 0; i < NAMES; i++) {
                try (SharedMemory block = SharedMemory.attach(prefix + i)) {
                    block.unlink();
                } catch (NoSuchFileException e) {
                    // there is none
                }
            }
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        String prefix = Leftovers.BLOCK_PREFIX + chaos.random().nextInt(Integer.MAX_VALUE) + "-";
        List<Object> items = List.of(1L, 2L, 3L, 4L, 5L);
        try (Counters numbers = Counters.of(COUNTERS);
                SharedMemory common = chaos.context().sharedMemory(SIZE);
                ShareableList<Object> list = chaos.context().shareableList(items);
                Crew crew = new Crew(chaos)) {
            Yard yard = new Yard(prefix, common, list, numbers);
            for (int i = chaos.between(1, 4); i > 0; i--) {
                crew.start("worker", yard::work);
            }
            while (!chaos.isOver() && crew.hasRoom()) {
                crew.progress("the blocks", () -> numbers.get(PROGRESS), 1 + chaos.between(0, 50));
                chaos.pass(Duration.ofMillis(20));
                if (chaos.oneIn(4)) {
                    crew.pauseOne();
                } else {
                    crew.replaceOne(_ -> {});
                }
            }
            numbers.set(STOP, 1);
            crew.end();
            yard.clear();
            chaos.count("turns", numbers.get(PROGRESS));
        }
    }
}
