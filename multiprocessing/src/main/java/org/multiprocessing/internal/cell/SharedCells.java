package org.multiprocessing.internal.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.ControlLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.os.Os;
import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.internal.shm.Identity;
import org.multiprocessing.internal.shm.LifeLocks;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.internal.shm.Slab;
import org.multiprocessing.serial.ObjectClosedException;

/** The cells of a session. Platform threads sleep in the kernel, virtual threads in a {@link Room}. */
final class SharedCells implements Cells {
    private static volatile @Nullable SharedCells current;

    private static final class Cleaning {
        static final Cleaner CLEANER = Cleaner.create(
                Thread.ofPlatform().daemon().name("multiprocessing-cleaner").factory());
    }

    private final Session session;
    private final int self;
    private final DataFiles files;
    private final Watch watch;
    private final Map<Long, Room> rooms = new ConcurrentHashMap<>();

    /** Who is in the kernel, on which word. */
    private final Map<Thread, Long> asleep = new ConcurrentHashMap<>();

    private volatile boolean ending;

    private SharedCells(Session session) {
        this.session = session;
        this.self = session.identity();
        this.files = new DataFiles(session);
        this.watch = new Watch(new Cell(this, session.slab().memory(0), ControlLayout.WATCH, new CellHandle(-1, 0)));
        session.endActions().add(this::emptyKernel);
    }

    /** Before this JVM ends: it would wait 300 ms for daemon threads that are in a system call. */
    private void emptyKernel() {
        ending = true;
        for (long address : asleep.values()) {
            session.os().wake(address);
        }
    }

    static SharedCells current() {
        SharedCells known = current;
        if (known != null) {
            return known;
        }
        synchronized (SharedCells.class) {
            SharedCells made = current;
            if (made == null) {
                made = new SharedCells(Session.current());
                current = made;
            }
            return made;
        }
    }

    Session session() {
        return session;
    }

    @Override
    public Cell take(int kind, int flags) {
        return watched(view(session.slab().take(kind, self, flags)));
    }

    @Override
    public Cell takeWithData(int kind, int flags, long bytes) {
        Cell cell = view(session.slab().take(kind, self, flags | SlabLayout.FLAG_DATA));
        try {
            files.create(cell.handle(), 0, bytes);
        } catch (IOException e) {
            free(cell);
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return watched(cell);
    }

    /** What nobody can have a handle of goes when it is unreachable here. */
    private Cell watched(Cell cell) {
        if (cell.kind() < SlabLayout.KIND_WAITER) {
            Cleaning.CLEANER.register(cell, new Unsent(this, cell.handle()));
        }
        return cell;
    }

    private record Unsent(SharedCells cells, CellHandle handle) implements Runnable {
        @Override
        public void run() {
            Cell cell = cells.view(handle);
            if (!cell.isFreed() && !cell.isSent()) {
                cells.free(cell);
            }
        }
    }

    Cell view(CellHandle handle) {
        int number = handle.cell();
        return new Cell(this, session.slab().memory(number), Slab.offset(number), handle);
    }

    @Override
    public MemorySegment data(Cell cell) {
        return files.map(cell.handle(), 0);
    }

    @Override
    public void addData(Cell cell, int number, long bytes) {
        try {
            files.create(cell.handle(), number, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        if (FifoCells.isBeingFreed(cell)) { // perhaps after all files were deleted: nobody would delete this one
            files.delete(cell.handle(), number);
            throw new ObjectClosedException("this shared object has been freed");
        }
    }

    @Override
    public MemorySegment addedData(Cell cell, int number) {
        return files.map(cell.handle(), number);
    }

    @Override
    public void dropData(Cell cell, int number) {
        files.drop(cell.handle(), number);
    }

    @Override
    public Cell at(int number) {
        return view(session.slab().handle(number));
    }

    @Override
    public void each(int kind, Consumer<Cell> action) {
        Slab slab = session.slab();
        for (int number = 0; number < slab.top(); number++) {
            if (slab.kind(number) == kind) {
                action.accept(at(number));
            }
        }
    }

    @Override
    public boolean hasAny(int kind, Predicate<Cell> description) {
        Slab slab = session.slab();
        return withTables(() -> {
                    for (int number = 0; number < slab.top(); number++) {
                        if (slab.kind(number) == kind && description.test(at(number))) {
                            return 1;
                        }
                    }
                    return 0;
                })
                == 1;
    }

    @Override
    public void alone(Runnable action) {
        withTables(() -> {
            action.run();
            return 0;
        });
    }

    private int withTables(LifeLocks.TableAction action) {
        try {
            return session.locks().withTables(action);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Runnable watch(Cell cell, Runnable wake) {
        return watch.add(cell, wake);
    }

    @Override
    public void rouse(Cell cell) {
        watch.rouse(cell);
    }

    /** Has all that watch anything look again. */
    void rouseEverybody() {
        watch.rouseEverybody();
    }

    void eachInUse(Consumer<Cell> action) {
        Slab slab = session.slab();
        for (int number = 0; number < slab.top(); number++) {
            if (slab.kind(number) != SlabLayout.KIND_FREE) {
                action.accept(at(number));
            }
        }
    }

    @Override
    public void free(Cell cell) {
        boolean hasData = cell.hasFlag(SlabLayout.FLAG_DATA);
        if (!cell.isFreed()) {
            int kind = cell.kind();
            if (kind == SlabLayout.KIND_FIFO) {
                freeFifo(cell);
            } else if (hasData) {
                freeWithData(cell);
            } else {
                session.slab().free(cell.handle());
            }
            if (mayBeWaitedFor(kind)) {
                new WaitQueue(cell).wakeEverybody(); // those that wait find out
            }
        }
    }

    private void freeFifo(Cell cell) {
        FifoCells.freeParts(cell); // first: if this process dies now, the next one sees that, and frees the rest
        Attachment.freeAll(cell, SlabLayout.KIND_LOAN);
        Attachment.freeAll(cell, SlabLayout.KIND_CONSUMER);
        files.deleteAll(cell.handle());
        session.slab().free(cell.handle());
        Attachment.freeAll(cell, SlabLayout.KIND_HOLDER); // last: by the dead one's hold the next one finds it
        FifoCells.endCarried(cell);
    }

    /** If this process dies in between, its repair finds the cell, whosever it was, and frees it once more. */
    private void freeWithData(Cell cell) {
        alone(() -> {
            if (!cell.isFreed()) {
                cell.goWith(self);
            }
        });
        files.delete(cell.handle());
        session.slab().free(cell.handle());
    }

    /** For attachments nobody waits, and a wake-up may have to load the native side first, for tens of milliseconds. */
    private static boolean mayBeWaitedFor(int kind) {
        return kind < SlabLayout.KIND_HOLDER;
    }

    @Override
    public int self() {
        return self;
    }

    @Override
    public int parent() {
        ProcessEntry own = session.processes().entry(session.slot());
        return session.isMain() ? self : Identity.of(own.parentSlot(), own.parentGeneration());
    }

    @Override
    public long pid(int identity) {
        return session.processes().entry(Identity.slot(identity)).pid();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean sleep(Cell cell, int offset, int expected, long nanos, Sleep how) {
        Os os = session.os();
        os.prepare();
        if (Thread.currentThread().isVirtual()) {
            return room(cell, offset, how).sleep(expected, nanos, how.interruptible());
        }
        if (!os.canWake() || somebodyCannotWake()) {
            return Parking.sleepAndLook(cell, offset, expected, nanos, how.interruptible());
        }
        asleep.put(Thread.currentThread(), cell.address(offset));
        try {
            if (ending) {
                return Parking.sleepAndLook(cell, offset, expected, nanos, how.interruptible());
            }
            return how.interruptible()
                    ? new InterruptibleSleep(os, cell, offset).sleep(expected, nanos)
                    : os.sleep(cell.address(offset), expected, nanos);
        } finally {
            asleep.remove(Thread.currentThread());
        }
    }

    private Room room(Cell cell, int offset, Sleep how) {
        return rooms.computeIfAbsent(cell.address(offset), address -> new Room(this, cell, offset, how.together()));
    }

    void close(Room room, Cell cell, int offset) {
        rooms.remove(cell.address(offset), room);
    }

    /** Set by a process that was refused native access although the session's main process was not. */
    private boolean somebodyCannotWake() {
        return session.cannotWake();
    }

    @Override
    public int wake(Cell cell, int offset, int count) {
        Os os = session.os();
        os.prepare();
        if (os.canWake()) {
            return os.wake(cell.address(offset), count);
        }
        session.announceCannotWake();
        return NOBODY_SLEEPS;
    }

    @Override
    public void look(Cell cell) {
        Repair.ifOwnerDied(this, cell);
    }
}
