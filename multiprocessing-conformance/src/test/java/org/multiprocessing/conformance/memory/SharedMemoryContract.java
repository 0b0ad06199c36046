package org.multiprocessing.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Footprint;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.memory.ShareableList;
import org.multiprocessing.memory.SharedBlocks;
import org.multiprocessing.memory.SharedMemory;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Action;

/** Blocks and lists between a process and its children. */
@Tag("core")
public abstract class SharedMemoryContract implements Contract {
    private static final int INTERRUPTED_BLOCKS = 500;

    /** Not a constant: a child would compute one of its own. */
    private final String name = "jsm-contract-" + ProcessHandle.current().pid();

    private void inChild(Action target) throws Exception {
        Process child = context().process(target).start();
        assertThat(child.join(Delays.LONG)).as("ended").isTrue();
        assertThat(child.exitCode()).as("%s", child.exitReport()).hasValue(0);
    }

    /** CPython test_shared_memory_across_processes: by what is captured, as an argument, and by name. */
    @Test
    void childSeesWhatItsParentWritesAndTheOtherWayRound() throws Exception {
        try (SharedMemory block = SharedBlocks.memory(100)) {
            block.buffer().putInt(0, 42);
            inChild(() -> block.buffer().putInt(4, block.buffer().getInt(0) + 1));
            Process child =
                    context().process(SharedMemoryContract::addOne, block).start();
            child.join();
            String name = block.name();
            inChild(() -> {
                try (SharedMemory attached = SharedMemory.attach(name)) {
                    attached.buffer().putInt(12, attached.buffer().getInt(8) + 1);
                }
            });
            assertThat(block.buffer().getInt(4)).isEqualTo(43);
            assertThat(block.buffer().getInt(8)).isEqualTo(44);
            assertThat(block.buffer().getInt(12)).isEqualTo(45);
        }
    }

    private static void addOne(SharedMemory block) {
        block.segment().set(ValueLayout.JAVA_INT, 8, block.segment().get(ValueLayout.JAVA_INT, 4) + 1);
    }

    @Test
    void blocksMayLieInsideOfValuesAndComeBack() throws Exception {
        try (SharedMemory block = SharedBlocks.memory(8);
                Pool pool = context().pool(1)) {
            SharedMemory back = pool.apply(list -> list.get(0), List.of(block, block));
            assertThat(back).isSameAs(block);
        }
    }

    /** A worker that gets the same block with each of a thousand tasks maps it once. */
    @Test
    void blockIsMappedOnceHoweverManyTasksBringIt() throws Exception {
        needs(Trait.JVM);
        try (SharedMemory block = SharedBlocks.memory(8);
                Pool pool = context().pool(1)) {
            String name = block.name();
            List<Long> mappings = pool.map(
                    i -> {
                        block.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
                        return mappingsOf(name);
                    },
                    IntStream.range(0, 1000).boxed().toList());
            assertThat(mappings).containsOnly(1L);
        }
    }

    private static long mappingsOf(String name) throws Exception {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/" + name)).count();
        }
    }

    /** Defect 17: in CPython, the end of one that has attached can end the block for all. */
    @Test
    void defect17_endOfAChildThatHasAttachedLeavesTheBlock() throws Exception {
        String name = this.name;
        SharedMemory block = SharedMemory.create(name, 8);
        try {
            inChild(() -> SharedMemory.attach(name).segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 7));
            inChild(() -> block.segment().set(ValueLayout.JAVA_BYTE, 1, (byte) 8));
            try (SharedMemory attached = SharedMemory.attach(name)) {
                assertThat(attached.segment().toArray(ValueLayout.JAVA_BYTE)).startsWith(7, 8);
            }
        } finally {
            block.free();
        }
    }

    @Test
    void childsCloseLeavesTheBlock() throws Exception {
        needs(Trait.COPY);
        try (SharedMemory block = SharedBlocks.memory(8)) {
            inChild(block::close);
            SharedMemory.attach(block.name()).close();
            assertThat(block.segment().byteSize()).isEqualTo(8);
        }
    }

    /** What a child has created outlives it. */
    @Test
    void blockThatAChildHasCreatedIsTheTrees() throws Exception {
        String name = this.name;
        inChild(() -> {
            try (SharedMemory block = SharedMemory.create(name, 8)) {
                block.segment().set(ValueLayout.JAVA_LONG, 0, 5);
            }
        });
        try (SharedMemory block = SharedMemory.attach(name)) {
            assertThat(block.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(5);
            assertThat(block.unlink()).isTrue();
        }
    }

    /** As one leaves it that is killed when it has unlinked a block, and not its note yet. */
    @Test
    void noteOfNoBlockGoesWithADeadProcess() throws Exception {
        needs(Trait.KILL);
        SharedBlocks.memory(8).free(); // so that there is a session
        Path note = Footprint.sessionFolders().getFirst().resolve("block-none-0-" + name);
        Files.createFile(note);
        inChild(() -> {});
        Await.until("the note is gone", () -> Files.notExists(note));
    }

    /** At any moment of it; the JDK closes the file of an interrupted thread. */
    @Test
    void interruptsDoNotDisturbAMaker() throws Exception {
        Thread maker = Thread.currentThread();
        AtomicBoolean over = new AtomicBoolean();
        Thread interrupter = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                maker.interrupt();
                Thread.onSpinWait();
            }
        });
        try {
            for (int i = 0; i < INTERRUPTED_BLOCKS; i++) {
                SharedMemory.create(name, 8).free();
            }
        } finally {
            over.set(true);
            while (interrupter.isAlive()) {
                Thread.onSpinWait(); // a join would be interrupted
            }
            Thread.interrupted();
        }
    }

    @Test
    void childMayUnlinkWhatItsParentHasCreated() throws Exception {
        needs(Trait.COPY);
        try (SharedMemory block = SharedMemory.create(name, 8)) {
            try (Pool pool = context().pool(1)) {
                assertThat(pool.apply(block::unlink)).isTrue();
                assertThat(pool.apply(block::unlink)).isFalse(); // the worker has it mapped still
            }
            assertThat(block.unlink()).isFalse();
            block.segment().set(ValueLayout.JAVA_LONG, 0, 5);
        }
        assertThatThrownBy(() -> SharedMemory.attach(name)).isInstanceOf(NoSuchFileException.class);
    }

    /** CPython test_shared_memory_ShareableList_pickling. */
    @Test
    void listsTravel() throws Exception {
        try (ShareableList<Object> list =
                SharedBlocks.list(Arrays.asList("a", 1, 2.5, null, true, new byte[] {1, 0}))) {
            inChild(() -> {
                if (!list.get(0).equals("a") || list.get(3) != null || ((byte[]) list.get(-1)).length != 2) {
                    throw new AssertionError(list);
                }
                list.set(1, (int) list.get(1) + 1);
                list.set(3, "none");
            });
            assertThat(list.subList(0, 5)).containsExactly("a", 2, 2.5, "none", true);
        }
    }

    @Test
    void freedBlockFailsWhoeverGetsItLater() throws Exception {
        needs(Trait.COPY);
        SharedMemory block = SharedBlocks.memory(8);
        Action late = () -> block.segment();
        block.free();
        assertThatThrownBy(() -> context().process(late).start())
                .hasStackTraceContaining("ObjectClosedException")
                .hasStackTraceContaining(block.name());
    }
}
