package org.multiprocessing.examples;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.fory.Fory;
import org.apache.fory.ThreadSafeFory;
import org.apache.fory.exception.ForyException;
import org.multiprocessing.serial.Serializer;

/** Has Apache Fory write and read orders; found by the name of this class in {@code META-INF/services}. */
public final class ForySerializer implements Serializer {
    /** Any number that no other serializer of the program has. */
    private static final int ID = 1;

    /** Made at the first use: programs that send no order need not wait for it. */
    private static final class Orders {
        static final ThreadSafeFory FORY =
                register(Fory.builder().requireClassRegistration(true).buildThreadSafeFory());

        private static ThreadSafeFory register(ThreadSafeFory fory) {
            fory.register(PluggedInFory.Order.class);
            fory.register(PluggedInFory.Line.class);
            return fory;
        }
    }

    @Override
    public boolean handles(Class<?> type) {
        return type == PluggedInFory.Order.class;
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public byte[] encode(Object value) throws IOException {
        try {
            return Orders.FORY.serialize(value);
        } catch (ForyException e) {
            throw new IOException("Fory cannot write it", e);
        }
    }

    @Override
    public Object decode(MemorySegment bytes, ClassLoader loader, ObjectInputFilter filter) throws IOException {
        try {
            return Orders.FORY.deserialize(bytes.toArray(ValueLayout.JAVA_BYTE));
        } catch (ForyException e) {
            throw new IOException("Fory cannot read it", e);
        }
    }
}
