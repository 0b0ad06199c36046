package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.NotShareableException;

/** What cannot travel is refused with the way to the culprit, its class and an advice. */
@SuppressWarnings("serial") // programs are not written for that lint
class NotShareableTest {

    static final class Config implements Serializable {
        private static final long serialVersionUID = 1L;
        final int number = 1;
        final transient Object skipped = new Object();
        final Object thread;

        Config(Object thread) {
            this.thread = thread;
        }
    }

    record Job(String name, Config config) {}

    record Fails(int x) {
        @Override
        public int x() {
            if (x > 0) {
                throw new IllegalStateException("no x today");
            }
            return x;
        }
    }

    static final class Writes implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("no wish to travel");
        }
    }

    private final int field = 5;

    private void instanceMethod() {}

    private static NotShareableException refused(Object value) {
        return catchThrowableOfType(NotShareableException.class, () -> Codec.encode(value));
    }

    @Test
    void chainOfALambda() {
        Job job = new Job("j", new Config(new Thread(() -> {})));
        int first = 1;
        Action action = () -> System.out.println(first + job.name());
        NotShareableException e = refused(action);
        assertThat(e.path()).isEqualTo("arg$2.config.thread");
        assertThat(e.offendingClass()).isEqualTo("java.lang.Thread");
        assertThat(e)
                .hasMessageStartingWith("A lambda in " + NotShareableTest.class.getName()
                        + " of the type org.multiprocessing.serial.Action cannot be sent to another process: "
                        + "arg$2.config.thread, a java.lang.Thread, is not serializable.")
                .hasMessageContaining("transient");
    }

    @Test
    void chainsOfContainers() {
        Socket socket = new Socket();
        Job job = new Job("j", new Config(socket));
        assertThat(refused(socket).path()).isEmpty();
        assertThat(refused(job).path()).isEqualTo("config.thread");
        assertThat(refused(List.of(1, 2, 3, job)).path()).isEqualTo("[3].config.thread");
        assertThat(refused(new Object[] {null, socket}).path()).isEqualTo("[1]");
        assertThat(refused(Arrays.asList(job, null)).path()).isEqualTo("[0].config.thread");
        assertThat(refused(Map.of("key", job)).path()).isEqualTo("{key}.config.thread");
        assertThat(refused(Map.of(new Config(1), job)).path()).isEqualTo("{Config}.config.thread");
        assertThat(refused(new HashMap<>(Map.of(job, 1))).path()).isEqualTo("keys[0].config.thread");
        assertThat(refused(Optional.of(socket)).path()).isEqualTo("value");
        assertThat(refused(Map.entry(1, socket)).path()).isEqualTo("value");
        assertThat(refused(new Config(new AtomicReference<>(List.of(socket)))).path())
                .isEqualTo("thread.value[0]");
        assertThat(refused(new IllegalStateException(new Holder(socket))).path())
                .isEmpty();
        assertThat(refused(new Holder(socket)).path()).isEqualTo("content");
        for (Object value : List.of(socket, job, List.of(job))) {
            assertThat(refused(value).offendingClass()).isEqualTo("java.net.Socket");
            assertThat(refused(value)).hasMessageContaining("java.net.Socket");
        }
    }

    static final class Holder extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final Object content;

        Holder(Object content) {
            this.content = content;
        }
    }

    @Test
    void chainThroughNestedFunctions() {
        Object lock = new Object();
        Action inner = () -> System.out.println(lock);
        Call<Integer> outer = () -> {
            inner.execute();
            return 1;
        };
        assertThat(refused(outer).path()).isEqualTo("arg$1.arg$1");
        assertThat(refused(new ArrayList<>(List.of(outer))).path()).isEqualTo("[0].arg$1.arg$1");
    }

    @Test
    void capturedThisGetsAdvice() {
        Action lambda = () -> System.out.println(field);
        Action reference = this::instanceMethod;
        for (Action action : List.of(lambda, reference)) {
            NotShareableException e = refused(action);
            assertThat(e.path()).isEqualTo("arg$1");
            assertThat(e.offendingClass()).isEqualTo(NotShareableTest.class.getName());
            assertThat(e).hasMessageContaining("static");
        }
        assertThat(refused(lambda)).hasMessageContaining("local variable");
        assertThat(refused(reference)).hasMessageContaining("method reference");
    }

    @Test
    void lambdaOfAPlainTypeGetsAdvice() {
        Callable<Integer> plain = () -> 42;
        NotShareableException e = refused(plain);
        assertThat(e).hasMessageContaining("Callable").hasMessageContaining("Call");
        assertThat(e.path()).isEmpty();
        assertThat(refused(new Config(plain)).path()).isEqualTo("thread");
    }

    @Test
    void failuresOfTheProgramAreCauses() {
        NotShareableException accessor = refused(List.of(new Fails(1)));
        assertThat(accessor.path()).isEqualTo("[0]");
        assertThat(accessor).hasMessageContaining("x()").hasCauseInstanceOf(IllegalStateException.class);
        NotShareableException writes = refused(List.of(1, new Writes()));
        assertThat(writes.path()).isEqualTo("[1]");
        assertThat(writes.offendingClass()).isEqualTo(Writes.class.getName());
        assertThat(writes).hasMessageContaining("no wish to travel").hasCauseInstanceOf(IOException.class);
    }

    @Test
    void cyclesDoNotTrapTheSearch() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        list.add(new Config(list));
        list.add(new Config(new Object()));
        assertThat(refused(list).path()).isEqualTo("[2].thread");
    }

    @Test
    void classWithoutANameIsRefused() {
        Class<?> hidden = ((Action) () -> {}).getClass();
        assertThat(refused(List.of(hidden))).hasMessageContaining("has no name");
    }
}
