package org.multiprocessing.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a crashed JVM wrote about its end.
 *
 * @param file the log
 * @param signal the number of the signal that it is about
 * @param frames the problematic frame and the Java frames of the thread that crashed
 */
record CrashLog(Path file, int signal, String frames) {
    private static final Pattern SIGNAL = Pattern.compile("SIG[A-Z]+ \\(0x([0-9a-f]+)\\) at pc");
    private static final String NO_MEMORY = "#  fatal error: OutOfMemory encountered";
    private static final int SIGABRT = 6;
    private static final int MOST_FRAMES = 20;
    private static final int MOST_LOGS = 10;

    /** Returns the log that the JVM with this pid left in the session's folder, if there is one. */
    static Optional<CrashLog> find(Path folder, long pid) {
        Path file = folder.resolve("hs_err_" + pid + ".log");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file, ISO_8859_1);
            keepLast(folder);
            return Optional.of(new CrashLog(file, signal(lines), frames(lines)));
        } catch (IOException e) {
            return Optional.of(new CrashLog(file, SIGABRT, "the crash log cannot be read: " + e));
        }
    }

    /** Logs take 70 KB of memory each, and a pool may meet many crashes. */
    private static void keepLast(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> logs = files.filter(file -> file.getFileName().toString().startsWith("hs_err_"))
                    .sorted(Comparator.comparingLong(CrashLog::age))
                    .toList();
            for (Path old : logs.subList(Math.min(MOST_LOGS, logs.size()), logs.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static long age(Path file) {
        return System.currentTimeMillis() - file.toFile().lastModified();
    }

    private static int signal(List<String> lines) {
        for (String line : lines) {
            Matcher matcher = SIGNAL.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1), 16);
            }
        }
        return SIGABRT; // the JVM gave up by itself
    }

    private static String frames(List<String> lines) {
        List<String> frames = new ArrayList<>();
        int memory = indexOfPrefix(lines, NO_MEMORY);
        if (memory >= 0) {
            frames.add("java.lang.OutOfMemoryError" + lines.get(memory).substring(NO_MEMORY.length()));
        }
        int problematic = lines.indexOf("# Problematic frame:");
        if (problematic >= 0 && problematic + 1 < lines.size()) {
            frames.add(lines.get(problematic + 1).replaceFirst("^# ", ""));
        }
        // A crash in compiled Java code leaves no section of Java frames; they stand among the native ones then.
        int section = indexOfPrefix(lines, "Java frames:");
        section = section >= 0 ? section : indexOfPrefix(lines, "Native frames:");
        for (int i = section + 1; section >= 0 && i < lines.size() && frames.size() < MOST_FRAMES; i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                break;
            }
            if (isOfUser(line)) {
                frames.add(line);
            }
        }
        return String.join("\n", frames);
    }

    /** Java frames, interpreted or compiled, without those of var handles and the like, which hide the one that called them. */
    private static boolean isOfUser(String frame) {
        boolean java = frame.startsWith("j ") || frame.startsWith("J ");
        return java && !frame.contains(" jdk.internal.") && !frame.contains(" java.lang.invoke.");
    }

    private static int indexOfPrefix(List<String> lines, String prefix) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(prefix)) {
                return i;
            }
        }
        return -1;
    }
}
