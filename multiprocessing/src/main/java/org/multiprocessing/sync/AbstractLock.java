package org.multiprocessing.sync;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.cell.OwnerWord;
import org.multiprocessing.internal.serial.Encoder;

/** What the two kinds of locks share: waiting, holding, death, travelling. */
abstract class AbstractLock extends CellObject implements Lock {
    private static final long serialVersionUID = 1L;

    private final transient OwnerWord word;

    AbstractLock(Cell cell) {
        super(cell);
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
        cell().check();
        return !word.isFree();
    }

    @Override
    public boolean isHeldByCurrentThread() {
        cell().check();
        return word.isHeldHere();
    }

    @Override
    public OptionalLong ownerPid() {
        cell().check();
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
        if (reenter()) {
            return new HeldLock(this);
        }
        word.recover();
        Excused.recovered(cell(), true);
        Held held = new HeldLock(this);
        return () -> {
            Excused.recovered(cell(), false);
            held.close();
        };
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
        SyncHandles.write(out, this);
    }

    String state() {
        if (cell().isFreed()) {
            return "freed";
        }
        long pid = word.ownerPid();
        if (pid == 0) {
            return "free";
        }
        return (word.isAbandoned() ? "abandoned by pid " : "held by pid ") + pid;
    }
}
