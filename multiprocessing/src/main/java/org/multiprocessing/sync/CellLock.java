package org.multiprocessing.sync;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.OwnerWord;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;

/** What the two kinds of locks share: waiting, holding, death, travelling. */
abstract class CellLock implements Lock, HandleBacked {
    private static final long serialVersionUID = 1L;

    private final transient OwnerWord word;

    CellLock(Cell cell) {
        this.word = new OwnerWord(cell);
    }

    OwnerWord word() {
        return word;
    }

    /** Takes it once more if the calling thread holds it; false if it does not. */
    abstract boolean reenter();

    @Override
    public void lock() {
        if (word.tryAcquire() != OwnerWord.TAKEN && !reenter()) {
            taken(word.acquire());
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (word.tryAcquire() != OwnerWord.TAKEN && !reenter()) {
            taken(word.acquire(OwnerWord.FOREVER));
        }
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return word.tryAcquire() == OwnerWord.TAKEN || reenter() || taken(word.acquire(unit.toNanos(time)));
    }

    boolean taken(int result) {
        if (result == OwnerWord.ABANDONED) {
            throw new OwnerDiedException(word.deadPid(), word.deadName());
        }
        return result == OwnerWord.TAKEN;
    }

    @Override
    public boolean isLocked() {
        word.cell().check();
        return !word.isFree();
    }

    @Override
    public boolean isHeldByCurrentThread() {
        word.cell().check();
        return word.isHeldHere();
    }

    @Override
    public OptionalLong ownerPid() {
        word.cell().check();
        long pid = word.ownerPid();
        return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    @Override
    public Held hold() {
        lock();
        return new HeldLock(this);
    }

    @Override
    public Held holdInterruptibly() throws InterruptedException {
        lockInterruptibly();
        return new HeldLock(this);
    }

    @Override
    public Held recover() throws InterruptedException {
        if (!reenter()) {
            word.recover();
        }
        return new HeldLock(this);
    }

    @Override
    public Condition newCondition() {
        return CellCondition.create(this);
    }

    @Override
    public void free() {
        word.free();
    }

    @Override
    public int handleKind() {
        return SyncHandles.KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        SyncHandles.write(out, this, word.cell());
    }

    /** The library's own way replaces it by its handle before this is asked. */
    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        throw SyncHandles.refusal(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellLock lock && lock.word.cell().equals(word.cell());
    }

    @Override
    public int hashCode() {
        return word.cell().hashCode();
    }

    String state() {
        if (word.cell().isFreed()) {
            return "freed";
        }
        long pid = word.ownerPid();
        if (pid == 0) {
            return "free";
        }
        return (word.isAbandoned() ? "abandoned by pid " : "held by pid ") + pid;
    }
}
