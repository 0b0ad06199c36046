package org.multiprocessing.internal.fifo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.cell.OwnerWord;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.FrameLayout;
import org.multiprocessing.internal.layout.HolderLayout;
import org.multiprocessing.internal.layout.LockLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.serial.ObjectClosedException;

/** What a dying process leaves in the words of a fifo, at each step, and how the next one goes on from there. */
class FifoTest {
    private static final long FIRST_SEGMENT = FifoLayout.FIRST_FILE_SIZE - FifoLayout.SIZE;

    /** Of a slot that is free. */
    private static final int DEAD = 1 << 16 | 900; // see Identity

    private final List<Cell> made = new ArrayList<>();

    @AfterEach
    void free() {
        for (Cell cell : made) {
            cell.home().free(cell);
        }
    }

    private Fifo make(boolean shared, boolean joinable) {
        Fifo fifo = Fifo.create(shared ? Cells.shared() : Cells.local(), Long.MAX_VALUE, 1 << 20, 1 << 18, joinable);
        fifo.ends().hold(Ends.BOTH);
        made.add(fifo.cell());
        return fifo;
    }

    private static MemorySegment header(Fifo fifo) {
        return fifo.cell().home().data(fifo.cell());
    }

    private static void put(Fifo fifo, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(fifo.tryPut(Parcel.of(bytes, 0, bytes.length))).isEqualTo(Fifo.DONE);
    }

    private static void put(Fifo fifo, int size) {
        assertThat(fifo.tryPut(Parcel.of(new byte[size], 0, size))).isEqualTo(Fifo.DONE);
    }

    private static String take(Fifo fifo) {
        String[] taken = {null};
        int result = fifo.tryTake(frame -> {
            taken[0] = text(frame);
            return true;
        });
        return result == Fifo.DONE ? taken[0] : null;
    }

    private static String text(Frame frame) {
        return new String(frame.bytes(), StandardCharsets.UTF_8);
    }

    private static List<String> takeAll(Fifo fifo) {
        List<String> all = new ArrayList<>();
        for (String taken = take(fifo); taken != null; taken = take(fifo)) {
            all.add(taken);
        }
        return all;
    }

    private static Cursor find(Fifo fifo, String wanted) {
        Cursor cursor = new Cursor();
        String[] seen = {null};
        for (Cursor place = next(fifo, cursor, seen); place != null; place = next(fifo, cursor, seen)) {
            if (wanted.equals(seen[0])) {
                return place;
            }
        }
        throw new AssertionError("not there: " + wanted);
    }

    private static Cursor next(Fifo fifo, Cursor cursor, String[] seen) {
        return fifo.contents().next(cursor, fifo.contents().end(), frame -> {
            seen[0] = text(frame);
            return true;
        });
    }

    /** The slot of a side that its count, or version, stands for. */
    private static long slot(MemorySegment header, long counter, long slots, long size) {
        return slots + (Words.getLong(header, counter) & 1) * size;
    }

    private static long nextSlot(MemorySegment header, long counter, long slots, long size) {
        return slots + (Words.getLong(header, counter) + 1 & 1) * size;
    }

    private static void fill(MemorySegment header, long at, long size) {
        header.asSlice(at, size).fill((byte) 0x5a);
    }

    // ---- putting

    /** Everything behind the last message, and the slot for the next place, are written, but not the count. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessageThatWasNotCountedIsNotThere(boolean shared) {
        Fifo fifo = make(shared, false);
        put(fifo, "a");
        MemorySegment header = header(fifo);
        long behind = slot(header, FifoLayout.COUNT, FifoLayout.TAIL_SLOTS, FifoLayout.TAIL_SLOT_SIZE);
        long offset = Words.getLong(header, behind + FifoLayout.SLOT_OFFSET);
        fill(header, FifoLayout.SIZE + offset, FIRST_SEGMENT - offset);
        long next = nextSlot(header, FifoLayout.COUNT, FifoLayout.TAIL_SLOTS, FifoLayout.TAIL_SLOT_SIZE);
        fill(header, next, FifoLayout.TAIL_SLOT_SIZE);
        assertThat(fifo.size()).isEqualTo(1);
        put(fifo, "b");
        assertThat(takeAll(fifo)).containsExactly("a", "b");
    }

    /** It had written a link, to memory that it had prepared; what comes next needs neither. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLinkThatLeadsToNothingIsOverwritten(boolean shared) {
        Fifo fifo = make(shared, false);
        put(fifo, "a");
        MemorySegment header = header(fifo);
        long behind = slot(header, FifoLayout.COUNT, FifoLayout.TAIL_SLOTS, FifoLayout.TAIL_SLOT_SIZE);
        long offset = Words.getLong(header, behind + FifoLayout.SLOT_OFFSET);
        Segments segments = new Segments(fifo.cell(), header);
        int entry = segments.prepare(2, 1 << 17, 1, false);
        Frame.writeLink(header.asSlice(FifoLayout.SIZE), offset, entry);

        assertThat(take(fifo)).isEqualTo("a");
        assertThat(take(fifo)).isNull();
        put(fifo, "b");
        put(fifo, 60_000);
        put(fifo, "c");
        put(fifo, 1 << 17);
        put(fifo, "d");
        assertThat(takeAll(fifo).stream().map(String::length)).containsExactly(1, 60_000, 1, 1 << 17, 1);
        assertThat(fifo.size()).isZero();
    }

    /** Each step of making memory, as the words are when a process dies behind it: none of it is lost for ever. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void memoryThatWasBeingMadeIsGivenBack(int step) throws Exception {
        Fifo fifo = make(true, false);
        put(fifo, "a");
        MemorySegment header = header(fifo);
        int file = Words.getInt(header, FifoLayout.NEXT_FILE);
        long entry = FifoLayout.ENTRIES + 7L * FifoLayout.ENTRY_SIZE;
        Words.putInt(header, FifoLayout.NEXT_FILE, file + 1);
        Words.putInt(header, entry + FifoLayout.ENTRY_FILE, file);
        if (step > 0) {
            fifo.cell().home().addData(fifo.cell(), file, 1 << 16);
        }
        if (step > 1) {
            Words.putLong(header, entry + FifoLayout.ENTRY_SEGMENT, 2);
        }
        if (step > 2) {
            Words.putLong(header, entry + FifoLayout.ENTRY_BYTES, 1 << 16);
        }
        put(fifo, 1 << 17);
        put(fifo, 1 << 17);
        assertThat(takeAll(fifo)).hasSize(3);
        assertThat(step > 2 || !Files.exists(file(fifo, file))).isTrue();
        assertThat(files(fifo)).isEqualTo(entriesWithFiles(header));
    }

    /** It was killed when it had said that there is no memory, and had not given it back. */
    @Test
    void memoryThatWasBeingGivenBackIsGivenBack() throws Exception {
        Fifo fifo = make(true, false);
        put(fifo, 60_000);
        MemorySegment header = header(fifo);
        int file = Words.getInt(header, FifoLayout.NEXT_FILE) - 1;
        assertThat(Files.exists(file(fifo, file))).isTrue();
        put(fifo, 1 << 17);
        assertThat(takeAll(fifo)).hasSize(2);
        for (int i = 0; i < FifoLayout.ENTRY_COUNT; i++) {
            long at = FifoLayout.ENTRIES + (long) i * FifoLayout.ENTRY_SIZE;
            if (Words.getInt(header, at + FifoLayout.ENTRY_FILE) == file) {
                Words.putLong(header, at + FifoLayout.ENTRY_BYTES, 0);
            }
        }
        put(fifo, 1 << 18);
        assertThat(Files.exists(file(fifo, file))).isFalse();
        assertThat(takeAll(fifo)).hasSize(1);
    }

    /** As by a manager's server that answers at length while the client's death is repaired. */
    @Test
    void whoPutsWhileTheQueueIsFreedLeavesNoFile() throws Exception {
        Fifo fifo = make(true, false);
        fifo.cell().home().free(fifo.cell());
        assertThatExceptionOfType(ObjectClosedException.class)
                .isThrownBy(() -> fifo.cell().home().addData(fifo.cell(), 1, FIRST_SEGMENT));
        assertThat(files(fifo)).isZero();
    }

    private static Path file(Fifo fifo, int number) {
        return Session.current()
                .folder()
                .resolve("data-" + fifo.cell().number() + "-" + fifo.cell().generation() + "-" + number);
    }

    private static long files(Fifo fifo) throws Exception {
        String prefix = "data-" + fifo.cell().number() + "-" + fifo.cell().generation() + "-";
        try (Stream<Path> files = Files.list(Session.current().folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .count();
        }
    }

    private static long entriesWithFiles(MemorySegment header) {
        long count = 0;
        for (int i = 0; i < FifoLayout.ENTRY_COUNT; i++) {
            long at = FifoLayout.ENTRIES + (long) i * FifoLayout.ENTRY_SIZE;
            if (Words.getLong(header, at + FifoLayout.ENTRY_BYTES) != 0
                    && Words.getInt(header, at + FifoLayout.ENTRY_FILE) != 0) {
                count++;
            }
        }
        return count;
    }

    /** What waits for the queue to be empty is woken when it is, wherever the last message was. */
    @Test
    void aMessageThatIsTooLargeGoesInWhenTheQueueIsEmpty() throws Exception {
        Fifo fifo = make(true, false);
        put(fifo, "a");
        byte[] large = new byte[3 << 20];
        CompletableFuture<Integer> result = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                result.complete(fifo.put(Parcel.of(large, 0, large.length), Fifo.FOREVER));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        Cell room = fifo.cell()
                .home()
                .at(fifo.cell().getInt(FifoLayout.FIRST_PART + FifoLayout.PART_ROOM * FifoLayout.PART_SIZE));
        while (room.getInt(SlabLayout.WAITERS) == 0) {
            Thread.onSpinWait();
        }
        int before = room.getInt(SlabLayout.SEQUENCE);
        assertThat(take(fifo)).isEqualTo("a");
        assertThat(room.getInt(SlabLayout.SEQUENCE))
                .as("woken; or it would look by itself after a while")
                .isNotEqualTo(before);
        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(Fifo.DONE);
        assertThat(takeAll(fifo)).hasSize(1);
    }

    // ---- taking

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTakeThatWasNotCommittedHasTakenNothing(boolean shared) {
        Fifo fifo = make(shared, true);
        put(fifo, "a");
        put(fifo, "b");
        MemorySegment header = header(fifo);
        long next = nextSlot(header, FifoLayout.VERSION, FifoLayout.HEAD_SLOTS, FifoLayout.HEAD_SLOT_SIZE);
        fill(header, next, FifoLayout.HEAD_SLOT_SIZE);
        assertThat(fifo.size()).isEqualTo(2);
        assertThat(fifo.accounts().unfinished()).isEqualTo(2);
        assertThat(takeAll(fifo)).containsExactly("a", "b");
    }

    /** The intent was there, and perhaps the mark, but not the change that counts it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRemovalThatWasNotCommittedIsUndone(boolean marked) {
        Fifo fifo = make(true, false);
        put(fifo, "a");
        put(fifo, "b");
        put(fifo, "c");
        Cursor place = find(fifo, "b");
        MemorySegment header = header(fifo);
        Words.putInt(header, FifoLayout.INTENT_ENTRY, place.entry());
        Words.putLong(header, FifoLayout.INTENT_OFFSET, place.offset());
        Words.putLong(header, FifoLayout.INTENT, Words.getLong(header, FifoLayout.VERSION) + 1);
        if (marked) {
            mark(header, place);
        }
        assertThat(fifo.size()).isEqualTo(3);
        assertThat(fifo.contents().remove(find(fifo, "c")))
                .as("another one goes on")
                .isTrue();
        assertThat(fifo.size()).isEqualTo(2);
        assertThat(takeAll(fifo)).containsExactly("a", "b");
    }

    /** Who undid it was killed between the two steps of that. */
    @Test
    void aRemovalIsUndoneTwice() {
        Fifo fifo = make(true, false);
        put(fifo, "a");
        MemorySegment header = header(fifo);
        Cursor place = find(fifo, "a");
        Words.putInt(header, FifoLayout.INTENT_ENTRY, place.entry());
        Words.putLong(header, FifoLayout.INTENT_OFFSET, place.offset());
        Words.putLong(header, FifoLayout.INTENT, Words.getLong(header, FifoLayout.VERSION) + 1);
        assertThat(takeAll(fifo)).containsExactly("a");
    }

    /** Its intent stays, and stands for nothing any more. */
    @Test
    void aRemovalThatWasCommittedStays() {
        Fifo fifo = make(true, false);
        put(fifo, "a");
        put(fifo, "b");
        put(fifo, "c");
        assertThat(fifo.contents().remove(find(fifo, "b"))).isTrue();
        assertThat(fifo.size()).isEqualTo(2);
        assertThat(take(fifo)).isEqualTo("a");
        put(fifo, "d");
        assertThat(fifo.contents().remove(find(fifo, "d"))).isTrue();
        assertThat(takeAll(fifo)).containsExactly("c");
        assertThat(fifo.size()).isZero();
    }

    private static void mark(MemorySegment header, Cursor place) {
        assertThat(place.entry()).isZero();
        long at = FifoLayout.SIZE + place.offset() + FrameLayout.KIND;
        Words.putInt(header, at, Words.getInt(header, at) | FrameLayout.FLAG_REMOVED);
    }

    /** The place behind the last message that was shown is in memory that is somebody else's by now. */
    @Test
    void aCursorAtTheEndOfASegmentThatWasLeftGoesOnWhereTheFirstMessageIs() {
        Fifo fifo = make(true, false);
        put(fifo, 40_000);
        Cursor cursor = new Cursor();
        String[] seen = {null};
        assertThat(next(fifo, cursor, seen)).isNotNull();
        put(fifo, "b".repeat(40_000));
        assertThat(take(fifo)).hasSize(40_000);
        header(fifo).asSlice(FifoLayout.SIZE, FIRST_SEGMENT).fill((byte) 0x5a); // used again
        assertThat(next(fifo, cursor, seen)).isNotNull();
        assertThat(seen[0]).startsWith("bbb");
    }

    // ---- locks

    /** The one that has the lock is dead, and nobody has noticed. */
    @ParameterizedTest
    @ValueSource(ints = {FifoLayout.PART_PUT_LOCK, FifoLayout.PART_TAKE_LOCK})
    void aLockOfTheDeadIsFreeWithinASecond(int part) {
        Fifo fifo = make(true, false);
        put(fifo, "a");
        int at = FifoLayout.FIRST_PART + part * FifoLayout.PART_SIZE;
        fifo.cell().home().at(fifo.cell().getInt(at)).setInt(LockLayout.OWNER, DEAD);
        long begin = System.nanoTime();
        put(fifo, "b");
        assertThat(takeAll(fifo)).containsExactly("a", "b");
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    // ---- accounts

    /** Takes some messages, and makes this process's account that of a process that is dead, and the next one its own. */
    private static Cell takeAsTheDead(Fifo fifo, int messages) {
        Fifo theirs = Fifo.of(fifo.cell());
        theirs.ends().hold(Ends.BOTH);
        for (int i = 0; i < messages; i++) {
            assertThat(take(theirs)).isNotNull();
        }
        List<Cell> accounts = new ArrayList<>();
        Attachment.each(fifo.cell(), SlabLayout.KIND_CONSUMER, found -> accounts.add(found.cell()));
        Cell account = accounts.getLast();
        account.setInt(SlabLayout.CREATOR, DEAD);
        return account;
    }

    private static void repair() {
        OwnerWord lock = new OwnerWord(Cells.shared().take(SlabLayout.KIND_LOCK, SlabLayout.FLAG_SELF_REPAIRING));
        lock.cell().setInt(LockLayout.OWNER, DEAD);
        assertThat(lock.acquire()).isEqualTo(OwnerWord.TAKEN);
        lock.free();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheDeadHadTakenIsCountedOnce(boolean anotherOneActedSince) throws Exception {
        Fifo fifo = make(true, true);
        for (int i = 0; i < 5; i++) {
            put(fifo, "m" + i);
        }
        Cell account = takeAsTheDead(fifo, 3);
        if (anotherOneActedSince) {
            assertThat(take(fifo)).isEqualTo("m3");
            assertThat(account.getInt(HolderLayout.OPEN)).isEqualTo(3);
        }
        repair();
        assertThat(fifo.accounts().unfinished()).isEqualTo(2);
        assertThat(account.isFreed()).isTrue();
        takeAll(fifo);
        assertThat(fifo.accounts().taskDone()).isTrue();
        assertThat(fifo.accounts().taskDone()).isTrue();
        assertThat(fifo.accounts().taskDone()).isFalse();
        assertThat(fifo.accounts().join(0)).isTrue();
        assertThat(fifo.accounts().takeLost()).isEqualTo(3);
        assertThat(fifo.accounts().takeLost()).isZero();
    }

    /** Who counted was killed before the change that does it: it had written what is told of the dead already. */
    @Test
    void whatTheDeadHadTakenIsCountedOnceAlsoIfThatIsBegunTwice() throws Exception {
        Fifo fifo = make(true, true);
        put(fifo, "a");
        put(fifo, "b");
        takeAsTheDead(fifo, 2);
        repair();
        MemorySegment header = header(fifo);
        Words.putLong(header, FifoLayout.DIED_PID, 42);
        fill(
                header,
                nextSlot(header, FifoLayout.VERSION, FifoLayout.HEAD_SLOTS, FifoLayout.HEAD_SLOT_SIZE),
                FifoLayout.HEAD_SLOT_SIZE);
        assertThat(fifo.accounts().join(0)).isTrue();
        assertThat(fifo.accounts().takeLost()).isEqualTo(2);
    }

    /** Another process has reported one of them: the rest was less than what the dead one had, and nobody counted it. */
    @Test
    void whatOthersHaveReportedForTheDeadLeavesNothingOpen() throws Exception {
        Fifo fifo = make(true, true);
        put(fifo, "a");
        put(fifo, "b");
        takeAsTheDead(fifo, 2);
        assertThat(fifo.accounts().taskDone()).isTrue();
        repair();
        assertThat(fifo.accounts().unfinished()).isZero();
        assertThat(fifo.accounts().join(0)).isTrue();
        assertThat(fifo.accounts().takeLost()).isEqualTo(2);
    }

    /** Somebody saw that all was done, and says so only after more was put: that is no news for who joins now. */
    @Test
    void lateNewsOfAnEarlierEndDoesNotEndALaterJoin() throws Exception {
        Fifo fifo = make(true, true);
        put(fifo, "a");
        take(fifo);
        assertThat(fifo.accounts().taskDone()).isTrue();
        put(fifo, "b");
        CompletableFuture<Boolean> joined = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                joined.complete(fifo.accounts().join(TimeUnit.MILLISECONDS.toNanos(300)));
            } catch (Throwable e) {
                joined.completeExceptionally(e);
            }
        });
        Words.raise(header(fifo), FifoLayout.ALL_DONE, 1); // the first message
        assertThat(joined.get(10, TimeUnit.SECONDS)).isFalse();
    }

    /** One that joins sleeps while all is done and more is put: it does not wait for that, too. */
    @Test
    void joinEndsIfAllWasDoneForAMoment() throws Exception {
        Fifo fifo = make(true, true);
        put(fifo, "a");
        CompletableFuture<Boolean> joined = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                joined.complete(fifo.accounts().join(Fifo.FOREVER));
            } catch (Throwable e) {
                joined.completeExceptionally(e);
            }
        });
        while (fifo.done().getInt(SlabLayout.WAITERS) == 0) {
            Thread.onSpinWait();
        }
        take(fifo);
        fifo.accounts().taskDone();
        put(fifo, "b");
        assertThat(joined.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fifo.accounts().unfinished()).isEqualTo(1);
    }

    // ---- ending

    @Test
    void aQueueThatWasFreedSaysSo() {
        Fifo fifo = make(true, false);
        fifo.cell().home().free(fifo.cell());
        assertThatExceptionOfType(org.multiprocessing.serial.ObjectClosedException.class)
                .isThrownBy(fifo::size);
    }
}
