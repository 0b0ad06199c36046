package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.Shared;

/** Shared objects travel by reference, wherever in a value they are. */
@SuppressWarnings("serial") // programs are not written for that lint
class HandleTest {

    private static final int KIND = 250;
    private static final Map<Long, Thing> THINGS = new ConcurrentHashMap<>();
    private static final HandleResolver RESOLVER = in -> {
        long id = in.readLong();
        Object label = in.read();
        Thing thing = THINGS.get(id);
        if (thing == null) {
            throw new IOException("thing " + id + " is gone");
        }
        assertThat(label).isEqualTo(thing.label);
        return thing;
    };

    static final class Thing implements Shared, HandleBacked {
        private static final long serialVersionUID = 1L;
        private final long id;
        private final transient Object label;
        private final int kind;

        Thing(long id, Object label, int kind) {
            this.id = id;
            this.label = label;
            this.kind = kind;
            THINGS.put(id, this);
        }

        @Override
        public void free() {
            THINGS.remove(id);
        }

        @Override
        public int handleKind() {
            return kind;
        }

        @Override
        public void writeHandle(Encoder out) {
            out.writeLong(id);
            out.write(label);
        }
    }

    record Pipe(Thing near, Thing far) {}

    static final class Bean implements Serializable {
        private static final long serialVersionUID = 1L;
        Thing thing;
        List<Thing> list;

        Bean(Thing thing) {
            this.thing = thing;
            this.list = List.of(thing);
        }
    }

    @BeforeAll
    static void register() {
        Handles.register(KIND, RESOLVER);
    }

    @Test
    void handlesArriveAsTheSameObject() throws Exception {
        Thing thing = new Thing(1, List.of("l"), KIND);
        assertThat(Codec.copy(thing)).isSameAs(thing);
        assertThat(Codec.copy(new ArrayList<>(List.of(thing, thing)))).allMatch(t -> t == thing);
        assertThat(Codec.copy(new Pipe(thing, thing)).far()).isSameAs(thing);
        Call<Thing> call = () -> thing;
        assertThat(Codec.copy(call).call()).isSameAs(thing);
        assertThat(Codec.usesObjectStream(call)).isFalse();
    }

    @Test
    void alsoInsideAnObjectStream() throws Exception {
        Thing thing = new Thing(2, new Bean(new Thing(3, 1, KIND)) == null ? 1 : "label", KIND);
        Bean copy = Codec.copy(new Bean(thing));
        assertThat(copy.thing).isSameAs(thing);
        assertThat(copy.list).containsExactly(thing);
        Thing labelled = new Thing(4, List.of(1, java.time.LocalDate.MIN), KIND);
        assertThat(Codec.copy(new Pipe(labelled, thing)).near()).isSameAs(labelled);
    }

    @Test
    void unreachableObjectFailsTheValue() {
        Thing thing = new Thing(5, "x", KIND);
        byte[] bytes = Codec.encode(List.of(1, thing));
        thing.free();
        assertThatThrownBy(() -> Codec.decode(bytes))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("thing 5 is gone");
    }

    @Test
    void unknownKindIsNamed() {
        byte[] bytes = Codec.encode(new Thing(6, "x", 77));
        assertThatThrownBy(() -> Codec.decode(bytes))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("unknown kind 77");
        byte[] nested = Codec.encode(new Bean(new Thing(7, "x", 77)));
        assertThatThrownBy(() -> Codec.decode(nested))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("unknown kind 77");
    }

    @Test
    void resolverMustReadAllAndNoMore() {
        Handles.register(78, in -> new Thing(8, "x", 78));
        Handles.register(79, in -> new Thing(in.readLong() + in.readLong() + in.readLong(), "x", 79));
        for (int kind : new int[] {78, 79}) {
            byte[] bytes = Codec.encode(List.of(new Thing(9, "x", kind), "a long text that could be read too far"));
            assertThatThrownBy(() -> Codec.decode(bytes)).isInstanceOf(DecodeException.class);
        }
    }

    @Test
    void kindBelongsToOneResolver() {
        Handles.register(KIND, RESOLVER);
        assertThatThrownBy(() -> Handles.register(KIND, in -> "other")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Handles.register(256, RESOLVER)).hasMessageContaining("256");
    }

    /** A process that never used a topic gets an object of it all the same. */
    @Test
    void kindsOfTheLibraryAreFoundWithoutBeingRegistered() {
        for (int kind : new int[] {8, 9}) {
            assertThat(Handles.find(kind)).isNotNull();
        }
    }
}
