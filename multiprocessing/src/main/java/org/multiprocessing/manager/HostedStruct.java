package org.multiprocessing.manager;

import java.util.StringJoiner;
import org.multiprocessing.memory.SharedValues;
import org.multiprocessing.memory.StructArray;

/** Records, in memory of this JVM only: they are checked and laid out as those in shared memory are. */
final class HostedStruct<R extends Record> extends HostedGuarded implements StructService {
    private static final int SHOWN = 10;

    private final Class<R> type;
    private final StructArray<R> records;
    private final int length;

    HostedStruct(Class<R> type, int length) {
        super("struct");
        this.type = type;
        this.length = length;
        this.records = SharedValues.structArray(false, type, length);
    }

    @SuppressWarnings("unchecked") // records are of their class
    HostedStruct(R initial) {
        this((Class<R>) initial.getClass(), 1);
        records.set(0, initial);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public Record get(long pid, int index) {
        acquireUninterruptibly(pid);
        try {
            return records.get(index);
        } finally {
            release();
        }
    }

    @Override
    public void set(long pid, int index, Record value) {
        acquireUninterruptibly(pid);
        try {
            records.set(index, type.cast(value));
        } finally {
            release();
        }
    }

    @Override
    public Record begin(long pid, int index) {
        acquireUninterruptibly(pid);
        boolean done = false;
        try {
            R record = records.get(index);
            done = true;
            return record;
        } finally {
            if (!done) {
                release();
            }
        }
    }

    @Override
    public void finish(int index, Record value) {
        try {
            records.set(index, type.cast(value));
        } finally {
            release();
        }
    }

    @Override
    void ended() {
        super.ended();
        records.free();
    }

    @Override
    String content() {
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < records.length(); i++) {
            if (i == SHOWN) {
                text.add("... " + records.length() + " in all");
                break;
            }
            text.add(String.valueOf(records.get(i)));
        }
        return text.toString();
    }
}
