package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ObjectStreamConstants;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.NotShareableException;

/** What is one object on one side is one object on the other; cycles are kept; depth has a limit and not a crash. */
@SuppressWarnings("serial") // programs are not written for that lint
class SharingTest {

    record Pair(Object a, Object b) {}

    record Chain(Chain next) {}

    static final class Node implements Serializable {
        private static final long serialVersionUID = 1L;
        Object value;
        Node next;
    }

    @Test
    void sameObjectArrivesAsOne() throws Exception {
        for (Object shared : List.of(
                new ArrayList<>(List.of(1)),
                new int[] {1},
                new Pair(1, 2),
                new String[] {"a"},
                List.of(1),
                new Object[0])) {
            Pair copy = Codec.copy(new Pair(shared, new Pair(shared, shared)));
            assertThat(((Pair) copy.b()).a()).isSameAs(copy.a());
            assertThat(((Pair) copy.b()).b()).isSameAs(copy.a());
        }
    }

    @Test
    void equalObjectsStayTwo() throws Exception {
        Pair copy = Codec.copy(new Pair(new Pair(1, 2), new Pair(1, 2)));
        assertThat(copy.a()).isNotSameAs(copy.b()).isEqualTo(copy.b());
    }

    @Test
    void manyObjectsKeepIdentity() throws Exception {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            list.add(new int[] {i});
        }
        list.addAll(List.copyOf(list));
        for (int round = 0; round < 2; round++) {
            List<Object> copy = Codec.copy(list);
            for (int i = 0; i < 5_000; i++) {
                assertThat(copy.get(i)).isSameAs(copy.get(i + 5_000)).isEqualTo(new int[] {i});
            }
        }
    }

    @Test
    void encoderForgetsTheObjectsOfTheValueBefore() throws Exception {
        Encoder out = new Encoder();
        Decoder in = new Decoder(getClass().getClassLoader());
        List<Object> list = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            out.reset();
            out.write(list);
            out.write(list);
            in.wrap(out.array(), 0, out.length());
            assertThat(in.read()).isEqualTo(list);
            assertThat(in.read()).isEqualTo(list);
            list.add(new ArrayList<>(List.of(n)));
        }
    }

    @Test
    void cyclesAreKept() throws Exception {
        List<Object> list = new ArrayList<>();
        list.add(list);
        List<Object> copy = Codec.copy(list);
        assertThat(copy.get(0)).isSameAs(copy);

        Object[] array = new Object[2];
        array[1] = array;
        Object[] arrayCopy = Codec.copy(array);
        assertThat(arrayCopy[1]).isSameAs(arrayCopy);

        Map<String, Object> map = new HashMap<>();
        map.put("me", new Pair(map, Optional.of(map)));
        Map<String, Object> mapCopy = Codec.copy(map);
        assertThat(((Pair) mapCopy.get("me")).a()).isSameAs(mapCopy);
    }

    @Test
    void functionMayCaptureTheListThatHoldsIt() throws Exception {
        List<Object> list = new ArrayList<>();
        Action action = () -> list.add("called");
        list.add(action);
        List<Object> copy = Codec.copy(list);
        ((Action) copy.get(0)).execute();
        assertThat(copy).hasSize(2).contains("called");

        Action actionCopy = Codec.copy(action);
        actionCopy.execute();
        assertThat(list).hasSize(1);
    }

    @Test
    void cyclesThroughSerializableClassesAreKept() throws Exception {
        Node node = new Node();
        node.next = node;
        List<Object> list = new ArrayList<>(List.of(node));
        node.value = new Pair(list, Optional.of(node));
        List<Object> copy = Codec.copy(list);
        Node nodeCopy = (Node) copy.get(0);
        assertThat(nodeCopy.next).isSameAs(nodeCopy);
        assertThat(((Pair) nodeCopy.value).a()).isSameAs(copy);
        assertThat(((Pair) nodeCopy.value).b()).isEqualTo(Optional.of(nodeCopy));
    }

    @Test
    void sharedObjectBetweenSerializableAndFastPartsStaysOne() throws Exception {
        List<Integer> shared = new ArrayList<>(List.of(1));
        Node node = new Node();
        node.value = shared;
        Pair copy = Codec.copy(new Pair(shared, node));
        assertThat(((Node) copy.b()).value).isSameAs(copy.a());
    }

    @Test
    void cycleThroughAnImmutableValueIsRefused() {
        List<Object> list = new ArrayList<>();
        Pair pair = new Pair(list, 1);
        list.add(pair);
        assertThatThrownBy(() -> Codec.encode(pair))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("contains itself");
        List<Object> immutable = List.of(list);
        list.set(0, immutable);
        assertThatThrownBy(() -> Codec.encode(immutable)).isInstanceOf(NotShareableException.class);
    }

    record Employee(String name, Department department) {}

    static final class Department implements Serializable {
        private static final long serialVersionUID = 1L;
        final List<Object> staff = new ArrayList<>();
    }

    @Test
    void cycleBetweenRecordAndSerializableClassIsKeptOrRefused() throws Exception {
        Department department = new Department();
        Employee employee = new Employee("e", department);
        department.staff.add(employee);
        department.staff.add(Optional.of(employee));
        Department copy = Codec.copy(department);
        assertThat(((Employee) copy.staff.get(0)).department()).isSameAs(copy);

        Call<Object> ours = () -> department;
        Supplier<Object> other = (Supplier<Object> & Serializable) () -> department;
        Object optional = department.staff.get(1);
        department.staff.add(ours);
        department.staff.add(other);
        for (Object value : List.of(employee, optional, ours, other)) {
            assertThatThrownBy(() -> Codec.encode(value))
                    .isInstanceOf(NotShareableException.class)
                    .hasMessageContaining("contains itself");
        }
    }

    @Test
    void bytesThatLookLikeACycleAreNone() throws Exception {
        byte[] blob = new byte[5 * 256];
        for (int i = 0; i < 256; i++) {
            ByteBuffer.wrap(blob, 5 * i, 5)
                    .put(ObjectStreamConstants.TC_REFERENCE)
                    .putInt(ObjectStreamConstants.baseWireHandle + i);
        }
        int captured = 1;
        Call<Integer> call = () -> blob.length + captured;
        for (Object value : List.of(new Pair(blob, LocalDate.MIN), Optional.of(new Pair(LocalDate.MIN, call)))) {
            assertThat(Codec.usesObjectStream(value)).isTrue();
            assertThat(Codec.encode(Codec.copy(value))).isEqualTo(Codec.encode(value));
        }
    }

    @Test
    void deepNestingUpToTheLimitArrives() throws Exception {
        Chain chain = null;
        for (int i = 0; i < Encoder.MAX_DEPTH - 1; i++) {
            chain = new Chain(chain);
        }
        Chain copy = Codec.copy(chain);
        int depth = 0;
        for (Chain c = copy; c != null; c = c.next()) {
            depth++;
        }
        assertThat(depth).isEqualTo(Encoder.MAX_DEPTH - 1);
    }

    @Test
    void tooDeepNestingIsRefusedWithAClearError() throws Exception {
        List<Object> fast = new ArrayList<>();
        Node node = null;
        for (int i = 0; i < 10_000; i++) {
            fast = new ArrayList<>(List.of(fast));
        }
        for (int i = 0; i < 100_000; i++) {
            Node next = new Node();
            next.next = node;
            node = next;
        }
        for (Object deep : List.of(fast, node, new Pair(LocalDate.MIN, fast))) {
            assertThatThrownBy(() -> Codec.encode(deep))
                    .isInstanceOf(NotShareableException.class)
                    .hasMessageContaining("levels deep");
        }
        // within a tight stack, where the limit is not what is met first
        Object deep = fast;
        Throwable[] thrown = new Throwable[1];
        Thread small = new Thread(null, () -> thrown[0] = catching(deep), "small stack", 150_000);
        small.start();
        small.join();
        assertThat(thrown[0]).isInstanceOf(NotShareableException.class);
    }

    private static Throwable catching(Object value) {
        try {
            Codec.encode(value);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    @Test
    void failureLeavesNothingBehind() throws Exception {
        Encoder out = new Encoder();
        out.write("before");
        int length = out.length();
        List<Object> bad = new ArrayList<>(List.of(1, List.of(new Object())));
        assertThatThrownBy(() -> out.write(bad)).isInstanceOf(NotShareableException.class);
        assertThat(out.length()).isEqualTo(length);
        List<Object> good = List.of(1, List.of(2));
        out.write(good);
        Decoder in = new Decoder(getClass().getClassLoader()).wrap(out.array(), 0, out.length());
        assertThat(in.read()).isEqualTo("before");
        assertThat(in.read()).isEqualTo(good);
    }
}
