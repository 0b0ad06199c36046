package org.multiprocessing.internal.cell;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.ControlLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * How threads of this process hear of the changes of many cells: one thread sleeps for all of them, on a word of the session.
 *
 * <p>A watched cell is marked. Who changes it takes the mark away, counts one more change of the cell's group, and makes the
 * word grow. The thread that wakes then marks the watched cells of that group again, before it tells those that watch them; so
 * either they see the change, or the next one wakes it again. A dead watcher leaves a mark, which costs the next change one
 * wake-up.
 */
final class Watch {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Cell word;
    private final Map<Cell, List<Runnable>> watched = new ConcurrentHashMap<>();
    private @Nullable Thread keeper;

    Watch(Cell word) {
        this.word = word;
    }

    Runnable add(Cell cell, Runnable wake) {
        watched.compute(cell, (key, known) -> {
            List<Runnable> watchers = known == null ? new CopyOnWriteArrayList<>() : known;
            watchers.add(wake);
            return watchers;
        });
        keep();
        cell.setInt(SlabLayout.WATCHED, 1);
        return () -> watched.computeIfPresent(cell, (key, watchers) -> {
            watchers.remove(wake);
            return watchers.isEmpty() ? null : watchers;
        });
    }

    void rouse(Cell cell) {
        cell.setInt(SlabLayout.WATCHED, 0); // before the count: whoever marks it again looks after that
        word.getAndAddInt(group(cell), 1);
        wakeKeepers();
    }

    void rouseEverybody() {
        for (int group = 0; group < ControlLayout.WATCH_GROUPS; group++) {
            word.getAndAddInt(SlabLayout.PRIMITIVE + group * Integer.BYTES, 1);
        }
        wakeKeepers();
    }

    private void wakeKeepers() {
        word.getAndAddInt(SlabLayout.SEQUENCE, 1);
        word.home().wake(word, SlabLayout.SEQUENCE, Integer.MAX_VALUE);
    }

    private static int group(Cell cell) {
        return SlabLayout.PRIMITIVE + cell.number() % ControlLayout.WATCH_GROUPS * Integer.BYTES;
    }

    private synchronized void keep() {
        if (keeper == null) {
            int[] seen = groups(); // before the first cell is marked
            int sequence = word.getInt(SlabLayout.SEQUENCE);
            keeper = Thread.ofPlatform().daemon().name("multiprocessing-watch").start(() -> watch(sequence, seen));
        }
    }

    private int[] groups() {
        int[] changes = new int[ControlLayout.WATCH_GROUPS];
        for (int group = 0; group < changes.length; group++) {
            changes[group] = word.getInt(SlabLayout.PRIMITIVE + group * Integer.BYTES);
        }
        return changes;
    }

    private void watch(int first, int[] known) {
        int sequence = first;
        int[] seen = known;
        long idleSince = System.nanoTime();
        while (true) {
            word.home().sleep(word, SlabLayout.SEQUENCE, sequence, IDLE_NANOS, Sleep.SOUND_TOGETHER);
            sequence = word.getInt(SlabLayout.SEQUENCE); // before the groups: a later change wakes again
            int[] now = groups();
            tell(seen, now);
            seen = now;
            if (!watched.isEmpty()) {
                idleSince = System.nanoTime();
            } else if (System.nanoTime() - idleSince > IDLE_NANOS && retire()) {
                return;
            }
        }
    }

    private void tell(int[] seen, int[] now) {
        watched.forEach((cell, watchers) -> {
            int group = cell.number() % ControlLayout.WATCH_GROUPS;
            if (seen[group] != now[group]) {
                cell.setInt(SlabLayout.WATCHED, 1);
                watchers.forEach(Runnable::run);
            }
        });
    }

    private synchronized boolean retire() {
        if (watched.isEmpty()) {
            keeper = null;
            return true;
        }
        return false;
    }
}
