package org.multiprocessing.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiprocessing.conformance.support.Python;
import org.multiprocessing.memory.ShareableList;
import org.multiprocessing.memory.SharedMemory;

/** Blocks and lists between this JVM and the real CPython. */
@Tag("core")
class PythonMemoryTest {
    private static final String NAME = "jsm-python-" + ProcessHandle.current().pid();

    @BeforeAll
    static void pythonLooksWhereWeDo() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/dev/shm")), "no /dev/shm");
        Assumptions.assumeTrue(System.getProperty("multiprocessing.dir") == null, "-Dmultiprocessing.dir is set");
        Assumptions.assumeFalse(pythons().findAny().isEmpty(), "there is no python3 from 3.9 on");
    }

    /** After a failure: a Python that is killed unlinks nothing. */
    @AfterEach
    void removeWhatIsLeft() throws Exception {
        if (Files.exists(Path.of("/dev/shm", NAME))) {
            SharedMemory.attach(NAME).free();
        }
    }

    static Stream<String> pythons() {
        return Python.find().stream();
    }

    private static Python start(String executable) throws Exception {
        Python python = Python.start(executable);
        python.execute("import sys");
        python.execute("from multiprocessing.shared_memory import SharedMemory, ShareableList");
        python.execute("from multiprocessing.resource_tracker import unregister");
        python.execute("NAME = '" + NAME + "'");
        return python;
    }

    /** As our documentation says: before 3.13, its tracker must be told that the block is not Python's. */
    private static void attach(Python python) throws Exception {
        python.execute("s = SharedMemory(NAME, track=False) if sys.version_info >= (3, 13) else SharedMemory(NAME)");
        python.execute("None if sys.version_info >= (3, 13) else unregister(s._name, 'shared_memory')");
    }

    private static void attachList(Python python) throws Exception {
        python.execute("l = ShareableList(name=NAME)");
        python.execute("unregister(l.shm._name, 'shared_memory')");
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void pythonAttachesToOurs(String executable) throws Exception {
        SharedMemory block = SharedMemory.create(NAME, 5000);
        try (Python python = start(executable)) {
            block.segment().set(ValueLayout.JAVA_LONG, 8, 0x0102030405060708L);
            attach(python);
            assertThat(python.run("s.size")).isEqualTo("5000");
            assertThat(python.run("int.from_bytes(s.buf[8:16], sys.byteorder) == 0x0102030405060708"))
                    .isEqualTo("True");
            python.execute("s.buf[4999] = 77");
            assertThat(block.buffer().get(4999)).isEqualTo((byte) 77);
            assertThat(python.run("SharedMemory(NAME, create=True, size=1)")).startsWith("FileExistsError");
            python.execute("s.close()");
            assertThat(python.end()).isEmpty();
            SharedMemory.attach(NAME).close(); // it is there still
        } finally {
            block.free();
        }
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void weAttachToPythons(String executable) throws Exception {
        try (Python python = start(executable)) {
            python.execute("s = SharedMemory(NAME, create=True, size=300)");
            python.execute("s.buf[:5] = b'hello'");
            try (SharedMemory block = SharedMemory.attach(NAME)) {
                assertThat(block.size()).isEqualTo(300);
                assertThat(block.segment().getString(0, StandardCharsets.US_ASCII))
                        .isEqualTo("hello");
                block.buffer().put(0, (byte) 'j');
            }
            assertThat(python.run("bytes(s.buf[:5])")).isEqualTo("b'jello'");
            assertThatThrownBy(() -> SharedMemory.create(NAME, 1)).isInstanceOf(FileAlreadyExistsException.class);
            python.execute("s.unlink()");
            assertThat(python.end()).isEmpty();
        }
    }

    /** Whoever unlinks, it is done. */
    @ParameterizedTest
    @MethodSource("pythons")
    void eitherMayUnlink(String executable) throws Exception {
        try (SharedMemory block = SharedMemory.create(NAME, 8);
                Python python = start(executable)) {
            python.execute("s = SharedMemory(NAME)"); // tracked, and its unlink ends that
            python.execute("s.unlink()");
            assertThat(block.unlink()).isFalse();
            block.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 5);
            assertThat(python.run("s.buf[0]")).isEqualTo("5");
            assertThat(python.end()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void pythonReadsAndWritesOurList(String executable) throws Exception {
        List<Object> items =
                Arrays.asList("a", "", "Z\u00fcrich \u4e2d", 7, -8L, 2.5, true, false, null, new byte[] {1, 0, 2}, 1);
        try (ShareableList<Object> list = ShareableList.create(NAME, items);
                Python python = start(executable)) {
            attachList(python);
            assertThat(
                            python.run(
                                    "list(l) == "
                                            + "['a', '', 'Z\\u00fcrich \\u4e2d', 7, -8, 2.5, True, False, None, b'\\x01\\x00\\x02', 1]"))
                    .isEqualTo("True");
            assertThat(python.run("l.index(2.5), l.count(True), len(l)")).isEqualTo("(5, 2, 11)"); // True == 1
            python.execute("l[0] = '1234567'"); // longer than what was there, as long as there is room
            python.execute("l[1] = b'xyz'");
            python.execute("l[2] = None");
            python.execute("l[3] = 2 ** 40");
            python.execute("l[4] = 'text'");
            python.execute("l[5] = False");
            python.execute("l[8] = -1.5");
            python.execute("l[9] = 'end'");
            assertThat(python.run("l[0] = '123456789'")).startsWith("ValueError");
            assertThat(list.subList(2, 9)).containsExactly(null, 1L << 40, "text", false, true, false, -1.5);
            assertThat(list.get(0)).isEqualTo("1234567");
            assertThat((byte[]) list.get(1)).containsExactly('x', 'y', 'z');
            assertThat(list.get(9)).isEqualTo("end");
            assertThat(list.get(10)).isEqualTo(1);
            list.set(0, "b\0");
            assertThat(list.get(0)).isEqualTo("b\0");
            assertThat(python.run("l[0]")).isEqualTo("'b'"); // what CPython does to its own, too
            python.execute("l.shm.close()");
            assertThat(python.end()).isEmpty();
            list.free();
        }
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void weReadAndWritePythonsList(String executable) throws Exception {
        try (Python python = start(executable)) {
            python.execute("l = ShareableList(['howdy', b'ab', -273.154, 100, None, True, 'Z\u00fcrich'], name=NAME)");
            try (ShareableList<Object> list = ShareableList.attach(NAME)) {
                assertThat(list).hasSize(7);
                assertThat(list.get(0)).isEqualTo("howdy");
                assertThat((byte[]) list.get(1)).containsExactly('a', 'b');
                assertThat(list.subList(2, 7)).containsExactly(-273.154, 100L, null, true, "Z\u00fcrich");
                list.set(0, "b\u00fccher");
                list.set(1, new byte[] {9, 0});
                list.set(2, 1);
                list.set(3, "eight888");
                list.set(4, 2.5);
                list.set(5, null);
                list.set(-1, 1L << 40);
                assertThat((byte[]) list.get(1)).containsExactly(9, 0);
                assertThat(list.get(2)).isEqualTo(1);
            }
            assertThat(python.run("list(l) == ['b\\u00fccher', b'\\x09', 1, 'eight888', 2.5, None, 2 ** 40]"))
                    .isEqualTo("True");
            python.execute("l[3] = 'again'");
            python.execute("l[0] = 'c'");
            try (ShareableList<Object> list = ShareableList.attach(NAME)) {
                assertThat(list.get(3)).isEqualTo("again");
                assertThat(list.get(0)).isEqualTo("c");
            }
            python.execute("l.shm.unlink()");
            assertThat(python.end()).isEmpty();
        }
    }
}
