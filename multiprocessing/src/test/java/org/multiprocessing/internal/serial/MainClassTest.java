package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.NotShareableException;

/** An instance of the main class travels as a copy of its fields; an instance of no other class does. */
@SuppressWarnings("serial") // programs are not written for that lint
class MainClassTest {

    /** What the compiler makes of a compact source file. */
    static final class Program {
        int count = 1;
        final List<Object> list = new ArrayList<>();
        Optional<String> text = Optional.empty();
        transient Thread thread = Thread.currentThread();
        static int made;

        Program() {
            made++;
        }

        int task() {
            return count + list.size();
        }

        final class Inner implements Serializable {
            private static final long serialVersionUID = 1L;

            Program outer() {
                return Program.this;
            }
        }

        Inner inner() {
            return new Inner();
        }

        Call<Integer> reference() {
            return this::task;
        }

        Call<Program> lambda() {
            return () -> this;
        }

        Action anonymous(List<Object> out) {
            return new Action() {
                private static final long serialVersionUID = 1L;

                @Override
                public void execute() {
                    out.add(task());
                }
            };
        }
    }

    static final class Bean implements Serializable {
        private static final long serialVersionUID = 1L;
        final Object content;

        Bean(Object content) {
            this.content = content;
        }
    }

    private String before;

    @BeforeEach
    void remember() {
        before = MainClass.name();
    }

    @AfterEach
    void restore() {
        MainClass.set(before);
    }

    @Test
    void instanceOfTheMainClassTravelsAsACopyOfItsFields() throws Exception {
        MainClass.set(Program.class.getName());
        Program program = new Program();
        program.count = 40;
        program.list.add("x");
        program.list.add(program);
        program.text = Optional.of("t");
        assertThat(Codec.copy(program.reference()).call()).isEqualTo(42);
        int made = Program.made;
        Program copy = Codec.copy(program.lambda()).call();
        assertThat(Program.made).isEqualTo(made + 1);
        assertThat(copy.list).containsExactly("x", copy);
        assertThat(copy.text).contains("t");
        assertThat(copy.thread).isSameAs(Thread.currentThread());
        Program inStream = (Program) Codec.copy(new Bean(program)).content;
        assertThat(inStream.count).isEqualTo(40);
        assertThat(inStream.list).containsExactly("x", inStream);
        program.list.add(program.inner());
        Program withInner = Codec.copy(program.lambda()).call();
        assertThat(((Program.Inner) withInner.list.get(2)).outer()).isSameAs(withInner);
        assertThat(Codec.copy(program.anonymous(new ArrayList<>()))).isNotNull();
    }

    @Test
    void fieldThatCannotTravelIsNamed() {
        MainClass.set(Program.class.getName());
        Program program = new Program();
        program.list.add(new Object());
        assertThatThrownBy(() -> Codec.encode(program.reference()))
                .isInstanceOfSatisfying(
                        NotShareableException.class, e -> assertThat(e.path()).isEqualTo("arg$1.list[0]"));
    }

    @Test
    void otherClassesAreRefused() {
        MainClass.set("com.acme.Main");
        assertThatThrownBy(() -> Codec.encode(new Program().reference())).isInstanceOf(NotShareableException.class);
        // what was refused before may be the main class later
        MainClass.set(Program.class.getName());
        assertThat(Codec.encode(new Program().reference())).isNotEmpty();
    }

    @Test
    void nameIsTakenFromTheCommand(@TempDir Path folder) throws Exception {
        assertThat(MainClass.fromCommand("com.acme.Main a b")).isEqualTo("com.acme.Main");
        assertThat(MainClass.fromCommand("com.acme.Main")).isEqualTo("com.acme.Main");
        assertThat(MainClass.fromCommand("acme/com.acme.Main x/y.jar")).isEqualTo("com.acme.Main");
        assertThat(MainClass.fromCommand("jdk.compiler/com.sun.tools.javac.launcher.Main Main.java"))
                .isEmpty();
        assertThat(MainClass.fromCommand("")).isEmpty();
        Path jar = folder.resolve("my.jars and more").resolve("an app.jar");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "com.acme.Jarred");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        assertThat(MainClass.fromCommand(jar + " arg other.jar")).isEqualTo("com.acme.Jarred");
    }
}
