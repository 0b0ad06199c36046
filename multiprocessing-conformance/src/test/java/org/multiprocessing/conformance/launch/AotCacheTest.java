package org.multiprocessing.conformance.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.support.Unix;

/** The AOT cache of children, in programs that run from a jar of the library. */
@Bound(seconds = 120)
class AotCacheTest {
    /** Fewer classes than those of this library and of the JDK that every child has of the cache. */
    private static final int LEAST_CLASSES = 1_000;

    private static final int LEAST_CLASSES_OF_OURS = 50;

    /** How many children a program starts one after the other, so that it ends in time on a busy machine, too. */
    private static final int FORMS_EACH = 5;

    @TempDir
    static Path common;

    @TempDir
    Path folder;

    private static Path jar;
    private static Path madeCache;

    private Path cache;

    /** What can have happened to a cache. */
    enum Damage {
        TRUNCATED {
            @Override
            void to(Path cache, Path stamp) throws IOException {
                try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
                    file.truncate(file.size() / 2);
                }
            }
        },
        OVERWRITTEN {
            @Override
            void to(Path cache, Path stamp) throws IOException {
                try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
                    file.write(ByteBuffer.allocate((int) file.size()), 0);
                }
            }
        },
        EMPTY {
            @Override
            void to(Path cache, Path stamp) throws IOException {
                Files.write(cache, new byte[0]);
            }
        },
        GONE {
            @Override
            void to(Path cache, Path stamp) throws IOException {
                Files.delete(cache);
            }
        },
        WITHOUT_STAMP {
            @Override
            void to(Path cache, Path stamp) throws IOException {
                Files.delete(stamp);
            }
        },
        OF_ANOTHER_KEY {
            @Override
            void to(Path cache, Path stamp) throws IOException {
                FileTime time = Files.getLastModifiedTime(cache);
                Files.writeString(stamp, "x" + Files.readString(stamp));
                Files.setLastModifiedTime(cache, time);
            }
        };

        abstract void to(Path cache, Path stamp) throws IOException;
    }

    @BeforeAll
    static void makeOnce() throws Exception {
        jar = common.resolve("library.jar");
        LibraryJar.write(jar, UnaryOperator.identity());
        madeCache = common.resolve("cache");
        runSilently(madeCache, "make");
        assertThat(names(madeCache)).as("what making has left").hasSize(3);
    }

    @BeforeEach
    void copyCache() throws IOException {
        cache = folder.resolve("cache");
        Files.createDirectory(
                cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String name : names(madeCache)) {
            Files.copy(madeCache.resolve(name), cache.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    // ---- running programs

    private static Program start(Path cache, List<String> jvmArguments, String... arguments) throws IOException {
        return start(jar, cache, jvmArguments, arguments);
    }

    private static Program start(Path library, Path cache, List<String> jvmArguments, String... arguments)
            throws IOException {
        // A standby JVM would write to the same list of classes.
        List<String> all = new ArrayList<>(List.of("-Dmultiprocessing.cache=" + cache, "-Dmultiprocessing.standby=0"));
        all.addAll(jvmArguments);
        String classPath = library + File.pathSeparator + testClasses();
        return Program.start(common, classPath, all, AotProgram.class, arguments);
    }

    private static Path testClasses() {
        return Path.of(AotProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    private static Program runToEnd(Path cache, String... arguments) throws Exception {
        try (Program program = start(cache, List.of(), arguments)) {
            assertThat(program.awaitExit(Delays.LONGEST)).as(program.toString()).isZero();
            return program;
        }
    }

    private static void runSilently(Path cache, String... arguments) throws Exception {
        Program program = runToEnd(cache, arguments);
        assertThat(program.output()).as("standard output").isEmpty();
        assertThat(program.errors()).as("standard error").isEmpty();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path only(Path folder, String ending) throws IOException {
        List<String> found =
                names(folder).stream().filter(name -> name.endsWith(ending)).toList();
        assertThat(found).as(ending + " in " + names(folder)).hasSize(1);
        return folder.resolve(found.getFirst());
    }

    /** Returns how many classes of a package a child has got of an archive, the JDK's own one or the cache. */
    private static long archived(Path log, String prefix) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("] " + prefix) && line.contains("source: shared objects file"))
                    .count();
        }
    }

    // ---- made and used

    @Test
    void childrenHaveTheirClassesFromTheCache() throws Exception {
        checkThatItIsUsed();
    }

    private void checkThatItIsUsed() throws Exception {
        runSilently(cache, "children", folder.toString(), "");
        Path log = folder.resolve("0.txt");
        assertThat(archived(log, "org.multiprocessing.")).isGreaterThan(LEAST_CLASSES_OF_OURS);
        assertThat(archived(log, "")).isGreaterThan(LEAST_CLASSES);
        assertThat(names(cache)).as("nothing is made anew").isEqualTo(names(madeCache));
    }

    @Test
    void flagsThatMostProgramsUseDoNotCostTheCache() throws Exception {
        String[] forms = {
            "-Xmx64m",
            "-Xms8m -Xmx2g -Xss512k",
            "-XX:MaxHeapSize=100m",
            "-XX:+UseG1GC",
            "-XX:+UseParallelGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ActiveProcessorCount=1",
            "-XX:MaxMetaspaceSize=64m",
            "-ea -esa",
            "--enable-preview",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dsome.property=value"
        };
        check(classes -> classes > LEAST_CLASSES_OF_OURS, forms);
    }

    /** A JVM would print that it refuses the cache, and start more slowly than without any. */
    @Test
    void aChildWhoseJvmWouldRefuseTheCacheIsNotGivenIt() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        String[] forms = {
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens java.base/java.lang=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-reads=java.base=ALL-UNNAMED",
            "--add-modules=java.sql",
            "--limit-modules=java.base,java.management,jdk.unsupported",
            "--patch-module=java.base=" + empty,
            "--upgrade-module-path=" + empty,
            "--enable-native-access=java.sql",
            "--illegal-native-access=allow",
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=localhost:0",
            "-Djava.system.class.loader=" + OwnLoader.class.getName(),
            "-XX:+UseZGC",
            "-XX:+UseShenandoahGC",
            "-XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC -Xmx64m",
            "-Xmx2m",
            "-Xmx33g",
            "-XX:MaxHeapSize=40g",
            "-XX:-UseCompressedOops",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ObjectAlignmentInBytes=16",
            "-Xshare:auto",
            "-Xshare:off"
        };
        check(classes -> classes == 0, forms);
    }

    /** Starts a child with each form, a few in each program, and checks how many classes it has from the cache. */
    private void check(LongPredicate count, String... forms) throws Exception {
        for (int begin = 0; begin < forms.length; begin += FORMS_EACH) {
            int end = Math.min(begin + FORMS_EACH, forms.length);
            List<String> some = List.of(forms).subList(begin, end);
            List<String> arguments = new ArrayList<>(List.of("children", folder.toString()));
            arguments.addAll(some);
            Program program = runToEnd(cache, arguments.toArray(String[]::new));
            assertThat(program.output()).as("standard output with " + some).isEmpty();
            // The JVM warns of a system class loader even without any cache of ours.
            assertThat(program.errors())
                    .as("standard error with " + some)
                    .filteredOn(line -> !line.contains("[cds]") || !line.contains("java.system.class.loader"))
                    .isEmpty();
            for (int i = 0; i < some.size(); i++) {
                assertThat(archived(folder.resolve(i + ".txt"), "org.multiprocessing."))
                        .as("classes with " + some.get(i))
                        .matches(count::test);
            }
        }
    }

    @Test
    void argumentsThatChildrenInheritCountToo() throws Exception {
        List<String> inherited = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED");
        try (Program program = start(cache, inherited, "children", folder.toString(), "")) {
            assertThat(program.awaitExit(Delays.LONGEST)).isZero();
            assertThat(program.errors()).isEmpty();
        }
        assertThat(archived(folder.resolve("0.txt"), "org.multiprocessing.")).isZero();
    }

    /** The JVM does not notice that a jar has changed, and would run the old code from the cache. */
    @Test
    void aJarRebuiltUnderItsNameRunsItsNewCode() throws Exception {
        assertThat(runToEnd(cache, "fail").errors()).contains("Process Process-1:");
        FileTime time = Files.getLastModifiedTime(jar);
        long size = Files.size(jar);
        try {
            LibraryJar.write(jar, text -> text.replace("\1\0\10Process ", "\1\0\10PROCESS "));
            Files.setLastModifiedTime(jar, time);
            assertThat(Files.size(jar)).isEqualTo(size);
            assertThat(runToEnd(cache, "fail").errors()).contains("PROCESS Process-1:");
        } finally {
            LibraryJar.write(jar, UnaryOperator.identity());
            Files.setLastModifiedTime(jar, time);
        }
    }

    @Test
    void aLibraryInAFolderOfClassesHasNoCache() throws Exception {
        Path classes = folder.resolve("classes");
        LibraryJar.unpack(jar, classes);
        Path none = folder.resolve("none");
        checkWhetherOneIsMade(false, classes, none);
        assertThat(none).doesNotExist();
    }

    @Test
    void noCacheIsMadeWhereItIsOff() throws Exception {
        checkWhetherOneIsMade(false, jar, Path.of("off"));
        checkWhetherOneIsMade(true, jar, folder.resolve("some"));
    }

    private static void checkWhetherOneIsMade(boolean expected, Path library, Path where) throws Exception {
        try (Program program = start(library, where, List.of(), "maker")) {
            assertThat(program.awaitLine("maker")).isEqualTo(Boolean.toString(expected));
            assertThat(program.awaitExit(Delays.LONGEST)).isZero();
        }
    }

    // ---- damage

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aDamagedCacheCostsOneLineOfTheLog(Damage damage) throws Exception {
        Path file = only(cache, ".aot");
        damage.to(file, only(cache, ".stamp"));
        Program program = runToEnd(cache, "children", folder.toString(), "", "", "");
        assertThat(program.output()).isEmpty();
        assertThat(warnings(program)).hasSize(1).first().asString().contains(file.toString(), "damaged");
    }

    @Test
    void aDamagedCacheIsMadeAnew() throws Exception {
        Damage.TRUNCATED.to(only(cache, ".aot"), only(cache, ".stamp"));
        assertThat(warnings(runToEnd(cache, "make"))).hasSize(1);
        checkThatItIsUsed();
    }

    /** Whoever can write there could put in a cache with any code. */
    @Test
    void aFolderThatOthersCanWriteIntoIsNotUsed() throws Exception {
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        Program program = runToEnd(cache, "children", folder.toString(), "", "");
        assertThat(warnings(program)).hasSize(1).first().asString().contains(cache.toString(), "rwxrwxrwx");
        assertThat(archived(folder.resolve("0.txt"), "org.multiprocessing.")).isZero();
    }

    @Test
    void aFolderThatCannotBeMadeCostsOneLineOfTheLog() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Program program = runToEnd(file.resolve("cache"), "make");
        assertThat(program.output()).isEmpty();
        assertThat(warnings(program))
                .hasSize(1)
                .first()
                .asString()
                .contains(file.toString(), "-Dmultiprocessing.cache=");
    }

    @Test
    void aTrainingThatFailsCostsOneLineADay() throws Exception {
        Path broken = folder.resolve("broken.jar");
        LibraryJar.write(broken, text -> text.contains("multiprocessing-aot-limit") ? "no class" : text);
        try (Program program = start(broken, cache, List.of(), "make")) {
            assertThat(program.awaitExit(Delays.LONGEST)).isZero();
            assertThat(warnings(program)).hasSize(1).first().asString().contains("AotTraining", "once a day");
        }
        try (Program program = start(broken, cache, List.of(), "make")) {
            assertThat(program.awaitExit(Delays.LONGEST)).isZero();
            assertThat(program.errors()).isEmpty();
        }
        assertThat(names(cache))
                .hasSize(4)
                .contains(only(cache, ".failed").getFileName().toString());
    }

    /** The default logger writes a line with the time, and one with the level. */
    private static List<String> warnings(Program program) {
        List<String> lines = program.errors().stream()
                .filter(line -> line.toUpperCase(Locale.ROOT).contains("WARNING"))
                .toList();
        assertThat(program.errors()).as(program.toString()).hasSize(2 * lines.size());
        return lines;
    }

    // ---- several programs, and the end of one

    @Test
    void twoProgramsAtOnceMakeItOnce() throws Exception {
        Path fresh = folder.resolve("fresh");
        try (Program one = start(fresh, List.of(), "make");
                Program other = start(fresh, List.of(), "make")) {
            assertThat(one.awaitExit(Delays.LONGEST)).as(one.toString()).isZero();
            assertThat(other.awaitExit(Delays.LONGEST)).as(other.toString()).isZero();
            assertThat(one.errors()).isEmpty();
            assertThat(other.errors()).isEmpty();
        }
        assertThat(names(fresh)).isEqualTo(names(madeCache));
    }

    @Test
    void aProgramLeavesTheMakingToTheOneThatHasBegun() throws Exception {
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        try (FileChannel file =
                FileChannel.open(fresh.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.lock();
            runSilently(fresh, "make");
        }
        assertThat(names(fresh)).containsExactly("lock");
    }

    @Test
    void theTrainingIsNoChildAndEndsWithTheProgram() throws Exception {
        Path fresh = folder.resolve("fresh");
        Program program = runToEnd(fresh, "leave");
        assertThat(program.awaitLine("children")).isEqualTo("0");
        for (String pid : program.awaitLine("training").split(" ", -1)) {
            awaitEnd(Long.parseLong(pid));
        }
        assertThat(program.errors()).isEmpty();
        assertThat(names(fresh)).containsExactly("lock");
    }

    @Test
    void aKilledProgramLeavesNoTraining() throws Exception {
        Path fresh = folder.resolve("fresh");
        try (Program program = start(fresh, List.of(), "make")) {
            Await.until(
                    "a worker of the training",
                    () -> program.descendants().stream()
                                    .filter(AotProgram::isTraining)
                                    .flatMap(ProcessHandle::children)
                                    .count()
                            > 0);
            List<ProcessHandle> below = program.descendants();
            program.handle().destroyForcibly();
            for (ProcessHandle each : below) {
                awaitEnd(each.pid());
            }
        }
        runSilently(fresh, "make");
        assertThat(names(fresh)).as("what was left is removed").isEqualTo(names(madeCache));
    }

    private static void awaitEnd(long pid) throws Exception {
        Await.until("the end of " + pid, () -> {
            var process = ProcessHandle.of(pid);
            return process.isEmpty() || !Unix.runs(process.get());
        });
    }

    @Test
    void cachesThatNobodyUsesAreDeletedWhenANewOneIsMade() throws Exception {
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        FileTime longAgo = FileTime.fromMillis(System.currentTimeMillis() - 31L * 24 * 3600 * 1000);
        Files.writeString(fresh.resolve("aot-1.aot"), "old");
        Files.setLastModifiedTime(Files.writeString(fresh.resolve("aot-1.stamp"), "old"), longAgo);
        Files.writeString(fresh.resolve("aot-2.aot"), "other");
        Files.writeString(fresh.resolve("aot-2.stamp"), "other");
        runSilently(fresh, "make");
        assertThat(names(fresh))
                .contains("aot-2.aot", "aot-2.stamp")
                .doesNotContain("aot-1.aot", "aot-1.stamp")
                .hasSize(5);
    }
}
