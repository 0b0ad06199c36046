package org.multiprocessing.internal.cell;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.shm.CellHandle;

/** Cells in memory of this JVM's own, which goes with their Java objects. Nobody dies here but the whole JVM. */
final class LocalCells implements Cells {
    static final LocalCells INSTANCE = new LocalCells();

    private static final int SELF = 1;

    private final AtomicInteger numbers = new AtomicInteger();

    /** Those that others name by number: what waits for a condition. */
    private final Map<Integer, Cell> numbered = new ConcurrentHashMap<>();

    /** Who watches which cell; weak, since a cell lives as long as the object in it. */
    private final Map<Cell, List<Runnable>> watched = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<Long, Deque<Guest>> rooms = new ConcurrentHashMap<>();

    private LocalCells() {}

    @Override
    public Cell take(int kind, int flags) {
        int number = numbers.incrementAndGet();
        MemorySegment memory = Arena.ofAuto().allocate(SlabLayout.SIZE, SlabLayout.SIZE);
        Cell cell = new Cell(this, memory, 0, new CellHandle(number, 0));
        cell.putInt(SlabLayout.CREATOR, SELF);
        cell.putInt(SlabLayout.FLAGS, flags);
        cell.putInt(SlabLayout.KIND, kind);
        if (kind >= SlabLayout.KIND_WAITER) {
            numbered.put(number, cell);
        }
        return cell;
    }

    @Override
    public Cell takeWithData(int kind, int flags, long bytes) {
        Cell cell = take(kind, flags);
        cell.keep(0, Arena.ofAuto().allocate(bytes, Long.BYTES));
        return cell;
    }

    @Override
    public MemorySegment data(Cell cell) {
        return cell.kept(0);
    }

    @Override
    public void addData(Cell cell, int number, long bytes) {
        cell.keep(number, Arena.ofAuto().allocate(bytes, Long.BYTES));
    }

    @Override
    public MemorySegment addedData(Cell cell, int number) {
        return cell.kept(number);
    }

    @Override
    public void dropData(Cell cell, int number) {
        cell.drop(number);
    }

    @Override
    public boolean hasAny(int kind, Predicate<Cell> description) {
        return numbered.values().stream().anyMatch(cell -> cell.kind() == kind && description.test(cell));
    }

    @Override
    public void alone(Runnable action) {
        throw new UnsupportedOperationException("nobody holds a cell of this JVM's own");
    }

    @Override
    public Runnable watch(Cell cell, Runnable wake) {
        List<Runnable> watchers = watched.computeIfAbsent(cell, key -> new CopyOnWriteArrayList<>());
        watchers.add(wake);
        cell.setInt(SlabLayout.WATCHED, 1);
        return () -> watchers.remove(wake);
    }

    @Override
    public void rouse(Cell cell) {
        watched.getOrDefault(cell, List.of()).forEach(Runnable::run);
    }

    @Override
    public Cell at(int number) {
        Cell cell = numbered.get(number);
        if (cell == null) {
            throw new IllegalStateException("no cell has the number " + number);
        }
        return cell;
    }

    @Override
    public void each(int kind, Consumer<Cell> action) {
        for (Cell cell : numbered.values()) {
            if (cell.kind() == kind) {
                action.accept(cell);
            }
        }
    }

    @Override
    public void free(Cell cell) {
        if (cell.casInt(SlabLayout.GENERATION, cell.generation(), cell.generation() + 1)) {
            numbered.remove(cell.number());
            new WaitQueue(cell).wakeEverybody(); // those that wait find out
        }
    }

    @Override
    public int self() {
        return SELF;
    }

    @Override
    public int parent() {
        return SELF;
    }

    @Override
    public long pid(int identity) {
        return ProcessHandle.current().pid();
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean sleep(Cell cell, int offset, int expected, long nanos, Sleep how) {
        Guest guest = new Guest();
        long room = cell.address(offset);
        boolean[] entered = {false};
        rooms.compute(room, (key, guests) -> {
            entered[0] = cell.getInt(offset) == expected;
            return entered[0] ? with(guests, guest) : guests;
        });
        if (!entered[0]) {
            return false;
        }
        guest.park(cell, nanos, how.interruptible());
        if (!guest.isWoken()) {
            rooms.computeIfPresent(room, (key, guests) -> {
                guests.remove(guest);
                return guests.isEmpty() ? null : guests;
            });
        }
        return guest.isWoken();
    }

    private static Deque<Guest> with(@Nullable Deque<Guest> guests, Guest guest) {
        Deque<Guest> room = guests == null ? new ArrayDeque<>() : guests;
        room.addLast(guest);
        return room;
    }

    @Override
    public int wake(Cell cell, int offset, int count) {
        int[] woken = {0};
        rooms.computeIfPresent(cell.address(offset), (key, guests) -> {
            while (woken[0] < count && !guests.isEmpty()) {
                guests.removeFirst().wake();
                woken[0]++;
            }
            return guests.isEmpty() ? null : guests;
        });
        return woken[0];
    }

    @Override
    public void look(Cell cell) {
        // who shares these cells dies with them
    }
}
