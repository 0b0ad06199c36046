package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiprocessing.serial.Action1;

/** A fresh child that decodes a function and encodes a scalar starts up no method handles and no serialization. */
@SuppressWarnings("serial") // programs are not written for that lint
class BootPathTest {

    /** Loaded for a function with scalar captures, its call and a scalar result. */
    static Stream<Class<?>> bootClasses() {
        return Stream.of(
                ByteTable.class,
                ClassFinder.class,
                Decoder.class,
                DecodeException.class,
                Decoding.class,
                Descriptors.class,
                Encoder.class,
                FunctionShape.class,
                FunctionTarget.class,
                Handles.class,
                HandleForm.class,
                IdentityTable.class,
                ReflectiveFunction.class,
                Rebuild.class,
                Tag.class);
    }

    @ParameterizedTest
    @MethodSource("bootClasses")
    void bootClassUsesNoInvokedynamicAndNoHandles(Class<?> type) throws IOException {
        ClassModel model = ClassFile.of().parse(bytesOf(type));
        for (MethodModel method : model.methods()) {
            method.code()
                    .ifPresent(code -> code.forEach(element -> assertThat(element)
                            .as(
                                    "in %s.%s",
                                    type.getSimpleName(), method.methodName().stringValue())
                            .isNotInstanceOf(InvokeDynamicInstruction.class)));
        }
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry named) {
                assertThat(named.asInternalName())
                        .isNotIn(
                                "java/lang/invoke/VarHandle",
                                "java/lang/invoke/MethodHandle",
                                "java/lang/invoke/MethodHandles",
                                "java/lang/invoke/MethodType",
                                "java/util/stream/Stream",
                                "java/util/regex/Pattern");
            }
        }
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream in =
                type.getResourceAsStream(type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        }
    }

    private static Path locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    static void target(int number, String text, double real, Object argument) {
        // no "+", since tests are compiled without the option that keeps concatenation away from method handles
        Probe.result = String.valueOf(number)
                .concat(text)
                .concat(Double.toString(real))
                .concat(String.valueOf(argument));
    }

    /** The main class of a child JVM: decodes the function in a file, calls it, encodes a result. */
    static final class Probe {
        static String result;

        public static void main(String[] args) throws Exception {
            byte[] bytes = Files.readAllBytes(Path.of(args[0]));
            Decoder decoder = new Decoder(Probe.class.getClassLoader()).wrap(bytes, 0, bytes.length);
            @SuppressWarnings("unchecked")
            Action1<Object> action = (Action1<Object>) decoder.read();
            action.execute(true);
            Encoder out = new Encoder();
            out.write(result);
            out.write(5);
            out.write(null);
            System.out.println(result);
        }
    }

    @Test
    void childLoadsNoHiddenClassAndNoObjectStream(@TempDir Path folder) throws Exception {
        int number = 1;
        String text = "t";
        double real = 2.5;
        Action1<Object> action = argument -> target(number, text, real, argument);
        Path file = Files.write(folder.resolve("function"), Codec.encode(action));
        Path log = folder.resolve("log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(List.of(
                        java,
                        "-Xshare:auto",
                        "-Djdk.reflect.useNativeAccessorOnly=true",
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        locationOf(Encoder.class) + File.pathSeparator + locationOf(Probe.class),
                        Probe.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output).startsWith("1t2.5true");
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains(ReflectiveFunction.class.getName()));
        assertThat(loaded).noneMatch(line -> line.contains("LambdaForm$") || line.contains("$$Lambda"));
        assertThat(loaded)
                .noneMatch(line -> line.contains("java.io.ObjectInputStream ")
                        || line.contains("java.io.ObjectOutputStream ")
                        || line.contains(Forms.class.getName() + " "));
    }
}
