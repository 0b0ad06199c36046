package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.ControlLayout;
import org.multiprocessing.internal.log.Watchdog;
import org.multiprocessing.internal.os.Os;

/**
 * What all processes of one tree share: a folder in memory with the control file and the data segments.
 *
 * <p>The main process of a tree opens the session at its first need and removes the folder when it ends; a child attaches
 * to the session of its parent. A JVM belongs to one session for all its life.
 */
public final class Session {
    /** The process-table slot of the main process. */
    public static final int MAIN_SLOT = 0;

    /** What the names of all segments begin with, and of blocks that have none of their own yet. */
    static final String SEGMENT_PREFIX = "segment-";

    private static final Object LOCK = new Object();
    private static volatile @Nullable Session current;

    private final Path folder;
    private final ByteBuffer control;
    private final Os os;
    private final LifeLocks locks;
    private final ProcessTable processes;
    private final Slab slab;
    private final int slot;
    private final int generation;
    private final AtomicInteger segments = new AtomicInteger();
    private final EndActions endActions;
    private @Nullable CompletableFuture<@Nullable Void> parentDeath;
    private boolean parentIsDead;

    private Session(Path folder, Os os, LifeLocks locks, ByteBuffer control, int slot, int generation) {
        this.folder = folder;
        this.control = control;
        this.os = os;
        this.locks = locks;
        this.slot = slot;
        this.generation = generation;
        this.endActions = new EndActions(slot == MAIN_SLOT ? folder : null);
        this.processes = new ProcessTable(control, locks);
        this.slab = new Slab(folder, control, locks, os);
    }

    /** Returns the session of this JVM, which becomes the main process of a new one if it has none. */
    public static Session current() {
        Session session = current;
        if (session != null) {
            return session;
        }
        synchronized (LOCK) {
            Session opened = current;
            if (opened == null) {
                opened = open();
                current = opened;
            }
            return opened;
        }
    }

    /** Returns whether this JVM has a session already. */
    public static boolean isOpen() {
        return current != null;
    }

    private static Session open() {
        Watchdog.startIfAsked("MainProcess");
        boolean interrupted = Thread.interrupted(); // or the JDK would close the channels
        try {
            return openMain();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a session: " + e.getMessage(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Session openMain() throws IOException {
        Os os = Os.choose();
        SessionFolder.Created created = SessionFolder.create();
        ByteBuffer control = createControl(created.folder(), os);
        Session session = new Session(created.folder(), os, created.locks(), control, MAIN_SLOT, 1);
        session.processes.enterMain();
        session.endActions.begin();
        return session;
    }

    private static ByteBuffer createControl(Path folder, Os os) throws IOException {
        Path file = folder.resolve("control");
        Space.check(folder, ControlLayout.SIZE);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            os.reserve(channel, ControlLayout.SIZE);
            // Through a segment: MappedByteBuffer's way uses reflection, whose first use costs a program 25 ms.
            ByteBuffer control = channel.map(FileChannel.MapMode.READ_WRITE, 0, ControlLayout.SIZE, Arena.global())
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            control.putInt(ControlLayout.VERSION, ControlLayout.VERSION_VALUE);
            control.putInt(ControlLayout.OS_KIND, os.kind());
            control.putInt(ControlLayout.PROCESS_SLOTS, ControlLayout.PROCESSES);
            control.putInt(ControlLayout.SLAB_CELLS, ControlLayout.CELLS);
            VarHandle.releaseFence(); // the header before the magic that announces it
            control.putLong(ControlLayout.MAGIC, ControlLayout.MAGIC_VALUE);
            return control;
        }
    }

    /** Makes this JVM the child in {@code slot} of the session in {@code folder}; returns null if its parent is gone already. */
    public static @Nullable Session attach(Path folder, int slot, int generation) throws IOException {
        synchronized (LOCK) {
            if (current != null) {
                throw new IllegalStateException("this JVM belongs to a session already");
            }
            ByteBuffer control;
            try (FileChannel channel =
                    FileChannel.open(folder.resolve("control"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                control = channel.map(FileChannel.MapMode.READ_WRITE, 0, ControlLayout.SIZE);
            }
            control.order(ByteOrder.LITTLE_ENDIAN);
            checkHeader(folder, control);
            Os os = Os.ofKind(control.getInt(ControlLayout.OS_KIND));
            LifeLocks locks = LifeLocks.open(folder);
            Session session = new Session(folder, os, locks, control, slot, generation);
            if (!session.processes.enter(slot, generation)) {
                return null;
            }
            current = session;
            return session;
        }
    }

    private static void checkHeader(Path folder, ByteBuffer control) throws IOException {
        long magic = control.getLong(ControlLayout.MAGIC);
        VarHandle.acquireFence();
        int version = control.getInt(ControlLayout.VERSION);
        if (magic != ControlLayout.MAGIC_VALUE || version != ControlLayout.VERSION_VALUE) {
            throw new IOException("the session in " + folder + " has magic " + Long.toHexString(magic) + " and version "
                    + version + ", this library expects " + Long.toHexString(ControlLayout.MAGIC_VALUE) + " and "
                    + ControlLayout.VERSION_VALUE);
        }
    }

    /** Returns what is to be done when this JVM ends. */
    public EndActions endActions() {
        return endActions;
    }

    /** Returns what completes when the process that started this one is gone; never in the main process. */
    public synchronized CompletableFuture<@Nullable Void> parentDeath() {
        CompletableFuture<@Nullable Void> known = parentDeath;
        if (known == null) {
            known = parentIsDead ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
            parentDeath = known;
        }
        return known;
    }

    /** Says that the process that started this one is gone. */
    public synchronized void noteParentDeath() {
        parentIsDead = true;
        if (parentDeath != null) {
            parentDeath.complete(null);
        }
    }

    public boolean isMain() {
        return slot == MAIN_SLOT;
    }

    /** Returns the folder of the session, which is this user's alone. */
    public Path folder() {
        return folder;
    }

    public Os os() {
        return os;
    }

    public ProcessTable processes() {
        return processes;
    }

    public Slab slab() {
        return slab;
    }

    /** Returns the locks that tell who is alive. */
    public LifeLocks locks() {
        return locks;
    }

    /** Returns this process's place in the process table. */
    public int slot() {
        return slot;
    }

    /** Returns which user of {@link #slot} this process is. */
    public int generation() {
        return generation;
    }

    /** Returns who this process is among all that the session has had. */
    public int identity() {
        return Identity.of(slot, generation);
    }

    /** Returns whether some process of the session cannot wake sleepers by system call, so that these look again by themselves. */
    public boolean cannotWake() {
        return control.getInt(ControlLayout.CANNOT_WAKE) != 0;
    }

    /** Says that this process cannot wake sleepers by system call. */
    public void announceCannotWake() {
        control.putInt(ControlLayout.CANNOT_WAKE, 1);
    }

    /** Returns a name for a new file in the folder that no process of the session has used before. */
    String newSegmentName() {
        return segmentPrefix(slot, generation) + segments.incrementAndGet();
    }

    /** Returns what the names of all segments of one process begin with. */
    static String segmentPrefix(int slot, int generation) {
        return SEGMENT_PREFIX + slot + "-" + generation + "-";
    }
}
