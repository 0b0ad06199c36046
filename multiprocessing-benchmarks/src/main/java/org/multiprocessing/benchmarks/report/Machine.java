package org.multiprocessing.benchmarks.report;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiprocessing.benchmarks.child.Python;

/** What the figures were taken on. */
public final class Machine {
    private static final long KIBIBYTES_PER_GIBIBYTE = 1 << 20;

    private Machine() {}

    public static Map<String, String> facts(List<Python> pythons) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("processor", find("/proc/cpuinfo", "model name"));
        facts.put("memory", memory());
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("jdk", System.getProperty("java.vendor.version", "") + " " + Runtime.version());
        facts.put("CPython", pythons.stream().map(Python::version).collect(joining(", ")));
        facts.put("load", load());
        return facts;
    }

    private static String memory() {
        String total = find("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return total.isEmpty() ? "unknown" : Long.parseLong(total) / KIBIBYTES_PER_GIBIBYTE + " GiB";
    }

    /** Returns how busy the machine is with other things: a figure taken on a busy one is worth little. */
    public static String load() {
        String[] parts = read("/proc/loadavg").split(" ", 2);
        return parts[0].isEmpty() ? "unknown" : parts[0];
    }

    private static String find(String file, String key) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return ""; // another system
        }
    }
}
