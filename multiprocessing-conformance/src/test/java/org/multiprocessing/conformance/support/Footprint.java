package org.multiprocessing.conformance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this JVM occupies of the system for the library's sake.
 *
 * @param children the descendant processes, each with its command, without as many standby JVMs as there may be
 * @param standbys how many standby JVMs there are
 * @param files the files in the folders of this JVM's sessions, without those that stay as long as the session
 * @param mappings the mapped segments
 * @param descriptors pipes, sockets and files of the session
 * @param threads the library's threads
 */
public record Footprint(
        List<String> children,
        int standbys,
        List<String> files,
        List<String> mappings,
        List<String> descriptors,
        List<String> threads) {
    /** A stream whose end is about to be read, a lock file that is just opened. */
    private static final int TOLERATED_DESCRIPTORS = 4;

    /** Standard output and standard error. */
    private static final int DESCRIPTORS_OF_A_STANDBY = 2;

    /**
     * The thread that starts all children, the one that keeps the JVM alive for them and the one that launches standby JVMs
     * come with the first child; the one that frees what is unreachable comes with the first shared object, that which gives proxies
     * back with the first of those.
     */
    private static final int TOLERATED_THREADS = 6;

    private static final String OWN_SESSIONS = "org.multiprocessing.sessions";

    /** Looks now. */
    public static Footprint now() {
        List<Path> folders = sessionFolders();
        List<ProcessHandle> standbys = Standbys.now();
        return new Footprint(
                findChildren(standbys),
                standbys.size(),
                findFiles(folders),
                findMappings(folders),
                findDescriptors(folders),
                findThreads());
    }

    /** Returns what there is more of than before, in words; empty if there is nothing. */
    public List<String> growthSince(Footprint before) {
        List<String> growth = new ArrayList<>();
        compare("child processes", before.children, children, 0, growth);
        compare("files in the session's folder", before.files, files, 0, growth);
        compare("mapped segments", before.mappings, mappings, 0, growth);
        int moreStandbys = Math.max(0, standbys - before.standbys);
        compare(
                "descriptors",
                before.descriptors,
                descriptors,
                TOLERATED_DESCRIPTORS + DESCRIPTORS_OF_A_STANDBY * moreStandbys,
                growth);
        compare("threads", before.threads, threads, TOLERATED_THREADS, growth);
        return growth;
    }

    /** Returns this with what another one has of children, files and threads. */
    Footprint butHosted(Footprint other) {
        return new Footprint(other.children, standbys, other.files, other.mappings, other.descriptors, other.threads);
    }

    private static void compare(
            String what, List<String> before, List<String> now, int tolerated, List<String> growth) {
        if (now.size() > before.size() + tolerated) {
            List<String> added = new ArrayList<>(now);
            before.forEach(added::remove);
            growth.add(before.size() + " " + what + " before, " + now.size() + " now; new: " + added);
        }
    }

    private static List<String> findChildren(List<ProcessHandle> standbys) {
        List<ProcessHandle> allowed = standbys.subList(0, Math.min(standbys.size(), Standbys.limit()));
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(process -> !allowed.contains(process))
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse("?"))
                .toList();
    }

    /** Returns the folders of this JVM's sessions. */
    public static List<Path> sessionFolders() {
        String chosen = System.getProperty("multiprocessing.dir");
        Path base = Path.of(chosen != null ? chosen : "/dev/shm");
        return Stream.of(System.getProperty(OWN_SESSIONS, "").split("/"))
                .filter(name -> !name.isEmpty())
                .map(base::resolve)
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<String> findFiles(List<Path> folders) {
        List<String> names = new ArrayList<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                files.forEach(file -> names.add(file.getFileName().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        names.removeIf(name -> name.equals("control")
                || name.equals("alive")
                || name.equals("present")
                || name.equals("classes-0-1") // the socket at which children ask this JVM for classes
                || name.startsWith("slab-") // room for more primitives; those that are not freed are counted elsewhere
                || name.startsWith("arguments-")
                || name.startsWith("hs_err_")); // an exit report names it
        return names;
    }

    private static List<String> findMappings(List<Path> folders) {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.exists(maps)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.filter(line -> line.contains("/segment-")
                            && folders.stream().anyMatch(folder -> line.contains(folder.toString())))
                    .map(line -> line.replaceFirst("^.* /", "/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> findDescriptors(List<Path> folders) {
        Path self = Path.of("/proc/self/fd");
        if (!Files.exists(self)) {
            return List.of();
        }
        List<String> open = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(self)) {
            for (Path entry : entries) {
                String target = target(entry);
                if (target.startsWith("pipe:")
                        || target.startsWith("socket:")
                        || folders.stream().anyMatch(folder -> target.startsWith(folder.toString()))) {
                    open.add(target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open;
    }

    private static String target(Path entry) throws IOException {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (NoSuchFileException e) {
            return ""; // the descriptor with which this is read
        }
    }

    private static List<String> findThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("multiprocessing-"))
                .toList();
    }
}
