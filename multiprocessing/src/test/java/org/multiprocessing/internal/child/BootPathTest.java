package org.multiprocessing.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way of a child from {@code main} to the user's code contains no {@code invokedynamic}: the first one costs more than all of
 * the rest. (The codec has a test of its own.)
 */
class BootPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "internal.child.ChildMain",
                "internal.child.ParentWatch",
                "internal.child.ParentWatch$OrderlyEnd",
                "internal.child.EndMark",
                "internal.launch.ChildJvm",
                "internal.log.FailurePrinter",
                "internal.log.Log",
                "internal.classes.ParentClasses",
                "internal.shm.EndActions",
                "internal.shm.Session",
                "internal.shm.LifeLocks",
                "internal.shm.ProcessEntry",
                "internal.os.LinuxOs",
                "internal.os.PortableOs",
                "process.ParentProcess",
                "process.Process",
                "process.ProcessIdentity",
                "process.ReceivedBody",
                "process.StartMethod",
                "process.CurrentProcess"
            })
    void containsNoInvokeDynamic(String name) throws IOException {
        List<String> found = model("org.multiprocessing." + name).methods().stream()
                .filter(BootPathTest::isCalled)
                .filter(BootPathTest::usesInvokeDynamic)
                .map(method -> method.methodName().stringValue())
                .toList();
        assertThat(found).isEmpty();
    }

    private static ClassModel model(String name) throws IOException {
        try (InputStream bytes = BootPathTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            assertThat(bytes).as(name).isNotNull();
            return ClassFile.of().parse(bytes.readAllBytes());
        }
    }

    /** Not on the way: what records have by invokedynamic, what a standby JVM does, what parents do, what comes with the end. */
    private static boolean isCalled(MethodModel method) {
        return !List.of(
                        "toString",
                        "hashCode",
                        "equals",
                        "rehearse",
                        "whenGone",
                        "forget",
                        "startTerminateActions",
                        "begin",
                        "handle",
                        "$deserializeLambda$",
                        "pid",
                        "start",
                        "ended",
                        "launch",
                        "onTerminate")
                .contains(method.methodName().stringValue());
    }

    private static boolean usesInvokeDynamic(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(element ->
                        element instanceof InvokeDynamicInstruction indy && indy.opcode() == Opcode.INVOKEDYNAMIC);
    }
}
