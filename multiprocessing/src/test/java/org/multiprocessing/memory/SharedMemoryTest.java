package org.multiprocessing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.serial.ObjectClosedException;

/** What a block does in one process. */
class SharedMemoryTest {
    private static final String NAME = "jsm-test-" + ProcessHandle.current().pid();

    @AfterEach
    void unlink() throws IOException {
        if (Files.isRegularFile(file(NAME)) && Files.size(file(NAME)) > 0) {
            SharedMemory.attach(NAME).free();
        }
        Files.deleteIfExists(file(NAME));
    }

    private static Path file(String name) {
        return Session.current().folder().resolveSibling(name);
    }

    private static List<String> inTheSession() throws IOException {
        try (Stream<Path> files = Files.list(Session.current().folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("block-") || name.startsWith("segment-"))
                    .toList();
        }
    }

    private static Object copy(Object value) throws IOException {
        Encoder encoder = new Encoder();
        encoder.write(value);
        return new Decoder(SharedMemoryTest.class.getClassLoader())
                .wrap(encoder.array(), 0, encoder.length())
                .read();
    }

    /** CPython test_shared_memory_basics. */
    @Test
    void whatOneWritesTheOtherReads() throws Exception {
        try (SharedMemory one = SharedMemory.create(NAME, 100);
                SharedMemory other = SharedMemory.attach(NAME)) {
            assertThat(one.name()).isEqualTo(NAME);
            assertThat(one.size()).isEqualTo(100);
            assertThat(other.size()).isEqualTo(100);
            assertThat(one.segment().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
            one.segment().set(ValueLayout.JAVA_LONG, 8, 42);
            assertThat(other.segment().get(ValueLayout.JAVA_LONG, 8)).isEqualTo(42);
            other.buffer().putLong(16, 43);
            assertThat(one.buffer().order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(one.buffer().getLong(16)).isEqualTo(43);
            assertThat(one.unlink()).isTrue();
        }
        assertThat(inTheSession()).isEmpty();
    }

    @Test
    void fileIsTheUsersAlone() throws Exception {
        try (SharedMemory _ = SharedMemory.create(NAME, 1)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(NAME))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void takenNameIsRefusedAndTheBlockThatHasItStays() throws Exception {
        try (SharedMemory first = SharedMemory.create(NAME, 1)) {
            assertThatThrownBy(() -> SharedMemory.create(NAME, 1))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining(NAME)
                    .hasMessageContaining("unlink");
            assertThat(first.unlink()).isTrue();
        }
        assertThat(inTheSession()).isEmpty();
    }

    @Test
    void nameThatIsTakenIsDrawnAgain() throws Exception {
        try (NamedMemory first = NamedMemory.createUnnamed(1, segment -> {}, new Random(1));
                NamedMemory second = NamedMemory.createUnnamed(1, segment -> {}, new Random(1))) {
            assertThat(second.name()).isNotEqualTo(first.name());
            assertThat(file(first.name())).exists();
        }
        assertThat(inTheSession()).isEmpty();
    }

    @Test
    void missingNameIsRefused() {
        assertThatThrownBy(() -> SharedMemory.attach(NAME))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(NAME);
    }

    /** CPython test_shared_memory_name_with_embedded_null; defect17: slashes, colons. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "/a", "a/b", "..", ".a", "a:b", "a\nb", "a b", "ä"})
    void defect17_oddNamesAreRefusedWithWhatIsAllowed(String name) {
        for (var use : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> SharedMemory.create(name, 1), () -> SharedMemory.attach(name))) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + name.replace("\0", "\\0") + "\"")
                    .hasMessageContaining("allowed are");
        }
    }

    @Test
    void longestNameWorksAndOneMoreDoesNot() throws Exception {
        String longest = NAME + "-".repeat(180 - NAME.length());
        SharedMemory.create(longest, 1).free();
        assertThatThrownBy(() -> SharedMemory.create(longest + "-", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("180");
    }

    /** CPython test_invalid_shared_memory_creation. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void noBytesAreRefused(long size) {
        assertThatThrownBy(() -> SharedMemory.create(NAME, size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Long.toString(size));
    }

    @Test
    void moreThanThereIsIsRefusedWithTheNumbersAndLeavesNothing() throws Exception {
        assertThatThrownBy(() -> SharedMemory.create(NAME, 1L << 60))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Long.toString(1L << 60));
        assertThat(file(NAME)).doesNotExist();
        assertThat(inTheSession()).isEmpty();
    }

    @Test
    void emptyFileIsOneThatIsBeingCreated() throws Exception {
        Files.createFile(file(NAME));
        assertThatThrownBy(() -> SharedMemory.attach(NAME))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        Path target = Files.writeString(file(NAME + "-target"), "secret");
        try {
            Files.createSymbolicLink(file(NAME), target);
            assertThatThrownBy(() -> SharedMemory.attach(NAME)).isInstanceOf(IOException.class);
        } finally {
            Files.delete(target);
        }
    }

    @Test
    void closedBlockIsRefusedAndClosingAgainDoesNothing() throws Exception {
        SharedMemory block = SharedMemory.create(NAME, 8);
        MemorySegment segment = block.segment();
        block.close();
        block.close();
        assertThatThrownBy(block::segment)
                .isInstanceOf(ObjectClosedException.class)
                .hasMessageContaining(NAME);
        assertThatThrownBy(block::buffer).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
        assertThat(block.size()).isEqualTo(8);
        assertThat(block).hasToString("SharedMemory(\"" + NAME + "\", 8 bytes, closed)");
        assertThat(block.unlink()).isTrue();
    }

    @Test
    void closingOneObjectLeavesTheOther() throws Exception {
        try (SharedMemory one = SharedMemory.create(NAME, 8)) {
            SharedMemory.attach(NAME).close();
            assertThat(one.segment().byteSize()).isEqualTo(8);
        }
        SharedMemory.attach(NAME).free();
    }

    @Test
    void unlinkedBlockLastsAndUnlinkingAgainIsFalse() throws Exception {
        try (SharedMemory block = SharedMemory.create(NAME, 8)) {
            assertThat(block.unlink()).isTrue();
            assertThat(block.unlink()).isFalse();
            assertThatThrownBy(() -> SharedMemory.attach(NAME)).isInstanceOf(NoSuchFileException.class);
            block.segment().set(ValueLayout.JAVA_LONG, 0, 1);
            assertThat(block.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(1);
        }
    }

    /** What has taken the name since is somebody else's. */
    @Test
    void unlinkRemovesNoLaterBlockOfTheName() throws Exception {
        try (SharedMemory first = SharedMemory.create(NAME, 8)) {
            Files.delete(file(NAME));
            try (SharedMemory second = SharedMemory.create(NAME, 8)) {
                assertThat(first.unlink()).isFalse();
                assertThat(file(NAME)).exists();
                second.free();
            }
        }
        assertThat(inTheSession()).isEmpty();
    }

    @Test
    void freeIsForAllAndMayBeCalledTwice() throws Exception {
        SharedMemory block = SharedMemory.create(NAME, 8);
        block.free();
        block.free();
        assertThatThrownBy(block::segment).isInstanceOf(ObjectClosedException.class);
        assertThat(file(NAME)).doesNotExist();
        assertThat(inTheSession()).isEmpty();
    }

    /** CPython test_shared_memory_recreate: names that are taken are passed over; each is new. */
    @Test
    void unnamedBlocksGoWhenTheirCreatorClosesThem() throws Exception {
        SharedMemory one = SharedBlocks.memory(8);
        SharedMemory other = SharedBlocks.memory(8);
        assertThat(one.name()).isNotEqualTo(other.name());
        try (SharedMemory attached = SharedMemory.attach(one.name())) {
            assertThat(attached.size()).isEqualTo(8);
        }
        assertThat(file(one.name())).exists();
        one.close();
        other.close();
        assertThat(file(one.name())).doesNotExist();
        assertThat(inTheSession()).isEmpty();
    }

    @Test
    void persistentBlockStaysWhenItsCreatorClosesIt() throws Exception {
        SharedMemory block = SharedBlocks.memory(8);
        block.persist();
        assertThat(inTheSession()).isEmpty();
        block.close();
        SharedMemory.attach(block.name()).free();
        assertThat(file(block.name())).doesNotExist();
    }

    @Test
    void failureHasTheStackOfItsCall() {
        assertThatThrownBy(() -> SharedMemory.attach(NAME))
                .isInstanceOf(NoSuchFileException.class)
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(SharedMemoryTest.class.getName())));
    }

    @Test
    void interruptedThreadCreatesAndAttaches() throws Exception {
        Session.current();
        Thread.currentThread().interrupt();
        try (SharedMemory block = SharedMemory.create(NAME, 8)) {
            SharedMemory.attach(NAME).close();
            assertThat(block.unlink()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(inTheSession()).isEmpty();
    }

    @Test
    void moreThanTwoGibibytesNeedTheSegment() throws Exception {
        try (var file = java.nio.channels.FileChannel.open(
                file(NAME), java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), (3L << 30) - 1); // a hole, not memory
        }
        try (SharedMemory block = SharedMemory.attach(NAME)) {
            assertThat(block.segment().get(ValueLayout.JAVA_BYTE, (3L << 30) - 1))
                    .isEqualTo((byte) 1);
            assertThatThrownBy(block::buffer)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("segment()");
        }
    }

    // ---- travelling; between processes: the conformance suite

    /** CPython test_shared_memory_pickle_unpickle; and the same block is mapped once. */
    @Test
    void handleLeadsToTheSameObjectWhereItIsOpen() throws Exception {
        try (SharedMemory block = SharedMemory.create(NAME, 8)) {
            assertThat(copy(block)).isSameAs(block);
            block.unlink();
        }
        SharedMemory.create(NAME, 8).close();
        try (SharedMemory attached = SharedMemory.attach(NAME)) {
            SharedMemory received = (SharedMemory) copy(attached);
            assertThat(received).isNotSameAs(attached);
            assertThat(copy(attached)).isSameAs(received);
            received.close();
            received.close();
            assertThatThrownBy(received::segment).isInstanceOf(ObjectClosedException.class);
            SharedMemory again = (SharedMemory) copy(attached);
            attached.segment().set(ValueLayout.JAVA_LONG, 0, 7);
            assertThat(again.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(7);
            again.free();
        }
    }

    /** CPython test_shared_memory_pickle_unpickle_dead_object. */
    @Test
    void handleOfWhatIsGoneIsRefused() throws Exception {
        SharedMemory block = SharedMemory.create(NAME, 8);
        Encoder encoder = new Encoder();
        encoder.write(block);
        block.free();
        try (SharedMemory later = SharedMemory.create(NAME, 8)) {
            assertThatThrownBy(() -> new Decoder(getClass().getClassLoader())
                            .wrap(encoder.array(), 0, encoder.length())
                            .read())
                    .hasRootCauseInstanceOf(ObjectClosedException.class)
                    .hasMessageContaining(NAME);
            later.unlink();
        }
        assertThatThrownBy(() -> copy(block)).isInstanceOf(NotShareableException.class);
    }
}
