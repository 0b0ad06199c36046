package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.serial.Call1;
import org.multiprocessing.serial.NotShareableException;

/** In a module that is open to nobody the JDK's serialization reaches what our reflection does not. */
class ClosedModuleTest {

    private static final String SOURCE = """
            package closed;

            import java.util.Optional;
            import org.multiprocessing.serial.Call1;

            public class Tasks {
                record Plain(int x) {}

                record Sendable(int x) implements java.io.Serializable {}

                record Mixed(String s, long l, Object o, char c, int[] i, boolean b, String t)
                        implements java.io.Serializable {}

                record Numbers(boolean z, byte b, short s, char c, int i, long l, float f, double d)
                        implements java.io.Serializable {}

                private static int calls;

                private static int add(int a, int b) {
                    calls++;
                    return a + b;
                }

                public static Call1<Integer, Integer> lambda(int captured, Optional<Integer> optional) {
                    return x -> add(x, captured) + optional.get();
                }

                public static java.util.Comparator<String> comparator() {
                    return (java.util.Comparator<String> & java.io.Serializable) (a, b) -> a.length() - b.length();
                }

                public static Object plain() {
                    return new Plain(1);
                }

                public static Object mixed(int... i) {
                    return new Mixed("a", 2, java.util.Optional.of("b"), 'c', i, true, null);
                }

                public static Record numbers() {
                    return new Numbers(true, (byte) 1, (short) 2, 'c', 3, 4, 5, 6);
                }

                public static Object sendable() {
                    return new Sendable(2);
                }
            }
            """;

    private static ClassLoader loader;
    private static Class<?> tasks;

    @BeforeAll
    static void compile(@TempDir Path folder) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String ours = Path.of(Call1.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-d",
                                folder.toString(),
                                "-cp",
                                ours,
                                "--add-reads",
                                "closed=ALL-UNNAMED",
                                "-proc:none"),
                        null,
                        List.of(
                                source("module-info", "module closed { exports closed; }"),
                                source("closed/Tasks", SOURCE)))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
        assertThat(Files.exists(folder.resolve("module-info.class"))).isTrue();
        ModuleFinder finder = ModuleFinder.of(folder);
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("closed"));
        ModuleLayer.Controller controller = ModuleLayer.defineModulesWithOneLoader(
                configuration, List.of(ModuleLayer.boot()), ClosedModuleTest.class.getClassLoader());
        loader = controller.layer().findLoader("closed");
        Module module = controller.layer().findModule("closed").orElseThrow();
        controller.addReads(module, Call1.class.getModule());
        tasks = loader.loadClass("closed.Tasks");
    }

    private static SimpleJavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(
                URI.create("string:///" + name + ".java"), javax.tools.JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static Object copy(Object value) throws DecodeException {
        byte[] bytes = Codec.encode(value);
        return new Decoder(loader).wrap(bytes, 0, bytes.length).read();
    }

    @Test
    @SuppressWarnings("unchecked")
    void lambdasTravel() throws Exception {
        Call1<Integer, Integer> lambda = (Call1<Integer, Integer>)
                tasks.getMethod("lambda", int.class, Optional.class).invoke(null, 10, Optional.of(100));
        assertThat(Codec.usesObjectStream(lambda)).isFalse();
        Call1<Integer, Integer> copy = (Call1<Integer, Integer>) copy(lambda);
        assertThat(copy.call(1)).isEqualTo(111);
        assertThat(((Call1<Integer, Integer>) copy(copy)).call(2)).isEqualTo(112);
        Comparator<String> comparator =
                (Comparator<String>) tasks.getMethod("comparator").invoke(null);
        assertThat(((Comparator<String>) copy(comparator)).compare("a", "bb")).isNegative();
    }

    @Test
    void recordsTravelIfTheJdkTakesThem() throws Exception {
        Object sendable = tasks.getMethod("sendable").invoke(null);
        assertThat(copy(sendable)).isEqualTo(sendable);
        assertThat(Codec.usesObjectStream(sendable)).isTrue();
        Object plain = tasks.getMethod("plain").invoke(null);
        assertThatThrownBy(() -> Codec.encode(plain))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("Open its package");
    }

    /** A child has the module opened to it, and so sends the components. */
    @Test
    void serializableRecordsOfAProcessThatReachesThemAreRebuilt() throws Exception {
        int[] array = {1, 2};
        Object mixed = tasks.getMethod("mixed", int[].class).invoke(null, array);
        Object[] parts = {mixed.getClass(), "a", 2L, Optional.of("b"), 'c', array, true, null};
        assertThat(RecordForm.rebuild(parts)).isEqualTo(mixed);
        assertThatThrownBy(() -> RecordForm.rebuild(new Object[] {mixed.getClass(), "a"}))
                .hasMessageContaining("differs");
        assertThatThrownBy(() -> RecordForm.rebuild(new Object[] {mixed.getClass(), 1, 2L, "", 'c', array, true, null}))
                .hasMessageContaining("cannot rebuild a closed.Tasks$Mixed");
        Class<?> plain = tasks.getMethod("plain").invoke(null).getClass();
        assertThatThrownBy(() -> RecordForm.rebuild(new Object[] {plain, 1}))
                .hasMessageContaining("not open to org.multiprocessing and it is not Serializable");
    }

    /** What a struct in shared memory is read from and made of. */
    @Test
    void recordsOfNumbersAreTakenApartIfTheJdkTakesThem() throws Exception {
        Record numbers = (Record) tasks.getMethod("numbers").invoke(null);
        @SuppressWarnings("unchecked")
        RecordParts<Record> parts = RecordParts.of((Class<Record>) numbers.getClass());
        Object[] values = parts.values(numbers);
        assertThat(values).containsExactly(true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d);
        assertThat(parts.create(values)).isEqualTo(numbers);
        Class<?> plain = tasks.getMethod("plain").invoke(null).getClass();
        assertThatThrownBy(() -> RecordParts.of(plain.asSubclass(Record.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Serializable");
    }
}
