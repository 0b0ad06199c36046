package org.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.internal.serial.HandleResolver;
import org.multiprocessing.internal.serial.Handles;
import org.multiprocessing.internal.shm.NamedBlock;
import org.multiprocessing.serial.ObjectClosedException;

/** A block that is mapped here. */
final class NamedMemory implements SharedMemory, HandleBacked {
    private static final int KIND = 8;
    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 100;

    /**
     * What was created here or sent here, by key and name: who gets the same block with each of a thousand tasks maps it once.
     */
    private static final Map<String, WeakReference<NamedMemory>> KNOWN = new HashMap<>();

    static {
        Handles.register(KIND, new Resolver());
    }

    private final transient NamedBlock block;
    private transient boolean freedAtClose;

    private NamedMemory(NamedBlock block, boolean freedAtClose) {
        this.block = block;
        this.freedAtClose = freedAtClose;
    }

    static NamedMemory create(String name, long size) throws IOException {
        return create(name, size, segment -> {});
    }

    static NamedMemory create(String name, long size, NamedBlock.Filling filling) throws IOException {
        return known(new NamedMemory(NamedBlock.create(name, size, filling), false));
    }

    /** Under a name as CPython makes them; not a secret, since the file is the user's alone. */
    static NamedMemory createUnnamed(long size, NamedBlock.Filling filling) throws IOException {
        return createUnnamed(size, filling, ThreadLocalRandom.current());
    }

    static NamedMemory createUnnamed(long size, NamedBlock.Filling filling, RandomGenerator names) throws IOException {
        for (int attempt = 1; ; attempt++) {
            String name = "jsm_" + Integer.toHexString(names.nextInt());
            try {
                return known(new NamedMemory(NamedBlock.create(name, size, filling), true));
            } catch (FileAlreadyExistsException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    static NamedMemory attach(String name) throws IOException {
        return new NamedMemory(NamedBlock.attach(name), false);
    }

    private static NamedMemory known(NamedMemory memory) {
        synchronized (KNOWN) {
            Iterator<WeakReference<NamedMemory>> all = KNOWN.values().iterator();
            while (all.hasNext()) { // no lambda: a child may do this on its way to the target
                NamedMemory other = all.next().get();
                if (other == null || other.isClosed()) {
                    all.remove();
                }
            }
            KNOWN.put(identity(memory.block.name(), memory.block.key()), new WeakReference<>(memory));
            return memory;
        }
    }

    private static String identity(String name, String key) {
        return key + "/" + name;
    }

    void writeTo(Encoder out) {
        segment(); // sending is a use
        out.writeString(block.name());
        out.writeString(block.key());
    }

    static NamedMemory readFrom(Decoder in) throws IOException {
        String name = in.readString();
        String key = in.readString();
        synchronized (KNOWN) {
            WeakReference<NamedMemory> reference = KNOWN.get(identity(name, key));
            NamedMemory present = reference == null ? null : reference.get();
            return present != null && !present.isClosed()
                    ? present
                    : known(new NamedMemory(NamedBlock.attachTo(name, key), false));
        }
    }

    boolean isClosed() {
        return block.memory() == null;
    }

    @Override
    public String name() {
        return block.name();
    }

    @Override
    public long size() {
        return block.size();
    }

    @Override
    public MemorySegment segment() {
        MemorySegment memory = block.memory();
        if (memory == null) {
            throw new ObjectClosedException("the shared memory \"" + name() + "\" is closed in this process");
        }
        return memory;
    }

    @Override
    public ByteBuffer buffer() {
        MemorySegment memory = segment();
        if (size() > Integer.MAX_VALUE) {
            throw new UnsupportedOperationException("the shared memory \"" + name() + "\" has " + size()
                    + " bytes, more than a ByteBuffer can address; use segment()");
        }
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public boolean unlink() {
        try {
            return block.unlink();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlink the shared memory \"" + name() + "\": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void persist() {
        try {
            block.persist();
            freedAtClose = false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make \"" + name() + "\" persistent: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (!isClosed()) {
            block.unmap();
            if (freedAtClose) {
                unlink();
            } else {
                forgetIfGone();
            }
        }
    }

    private void forgetIfGone() {
        try {
            block.forgetIfGone();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot look for the shared memory \"" + name() + "\": " + e.getMessage(), e);
        }
    }

    @Override
    public void free() {
        close();
        unlink();
    }

    @Override
    public int handleKind() {
        return KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        writeTo(out);
    }

    @Override
    public String toString() {
        return "SharedMemory(\"" + name() + "\", " + size() + " bytes" + (isClosed() ? ", closed)" : ")");
    }

    /** Finds what was sent. */
    private static final class Resolver implements HandleResolver {
        @Override
        public Object read(Decoder in) throws IOException {
            return readFrom(in);
        }
    }
}
