package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiprocessing.serial.Serializer;

/** A serializer of the program takes the classes that it handles, wherever their objects are. */
@SuppressWarnings("serial") // programs are not written for that lint
class SerializerTest {

    static final class Temperature {
        final double degrees;

        Temperature(double degrees) {
            this.degrees = degrees;
        }
    }

    static final class Room implements Serializable {
        private static final long serialVersionUID = 1L;
        transient int ignored;
        final Temperature temperature;

        Room(Temperature temperature) {
            this.temperature = temperature;
        }
    }

    /** Named in META-INF/services of the test resources. */
    public static final class TemperatureSerializer implements Serializer {

        @Override
        public boolean handles(Class<?> type) {
            return type == Temperature.class;
        }

        @Override
        public int id() {
            return 4711;
        }

        @Override
        public byte[] encode(Object value) {
            byte[] bytes = new byte[8];
            MemorySegment.ofArray(bytes).set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, ((Temperature) value).degrees);
            return bytes;
        }

        @Override
        public Object decode(MemorySegment bytes, ClassLoader loader, ObjectInputFilter filter) throws IOException {
            if (filter == null || !bytes.isReadOnly()) {
                throw new IOException("broken contract");
            }
            return new Temperature(bytes.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0));
        }
    }

    @Test
    void objectsTravelThroughTheSerializer() throws Exception {
        assertThat(Codec.copy(new Temperature(21.5)).degrees).isEqualTo(21.5);
    }

    @Test
    void alsoInsideContainersAndObjectStreams() throws Exception {
        Temperature shared = new Temperature(1);
        List<Temperature> list = Codec.copy(new ArrayList<>(List.of(shared, shared)));
        assertThat(list.get(0)).isSameAs(list.get(1));
        List<Object> mixed = Codec.copy(new ArrayList<>(List.of(shared, new Room(shared))));
        assertThat(((Room) mixed.get(1)).temperature).isSameAs(mixed.get(0));
    }
}
