package org.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which children may have the cache: those whose flags are known to be taken by a JVM together with it. A refused cache makes
 * a start slower than none, and the JVM complains on standard error; so what is not known is held to be refused.
 */
final class AotFlags {
    private static final long LEAST_HEAP = 8L << 20;

    /** From 32 GiB on, references are not compressed, and then the cache is refused; with some distance. */
    private static final long LARGEST_HEAP = 30L << 30;

    /** Environment variables from which a JVM takes arguments. */
    private static final String[] VARIABLES = {
        "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "JDK_AOT_VM_OPTIONS"
    };

    private static final String[] REFUSED_PROPERTIES = {
        "-Djava.system.class.loader",
        "-Djava.class.path",
        "-Djava.home",
        "-Djava.vm.",
        "-Djdk.module.",
        "-Djdk.internal.",
        "-Dsun.boot."
    };

    private static final String[] HARMLESS = {
        "-ea",
        "-esa",
        "-da",
        "-dsa",
        "-enableassertions",
        "-disableassertions",
        "-enablesystemassertions",
        "-disablesystemassertions",
        "--enable-preview",
        "--sun-misc-unsafe-memory-access=",
        "-Xlog:",
        "-Xss",
        "-Xmn",
        "-Xint",
        "-Xbatch",
        "-Xrs",
        "-Xcheck:jni"
    };

    private static final String[] HEAP = {"-Xmx", "-XX:MaxHeapSize=", "-Xms", "-XX:InitialHeapSize=", "-XX:MinHeapSize="
    };

    private static final Set<String> HARMLESS_XX = new HashSet<>(Arrays.asList(
            "UseSerialGC",
            "UseG1GC",
            "UseParallelGC",
            "TieredStopAtLevel",
            "TieredCompilation",
            "ActiveProcessorCount",
            "CICompilerCount",
            "ParallelGCThreads",
            "ConcGCThreads",
            "MaxGCPauseMillis",
            "NewSize",
            "MaxNewSize",
            "NewRatio",
            "SurvivorRatio",
            "ThreadStackSize",
            "MetaspaceSize",
            "MaxMetaspaceSize",
            "MaxDirectMemorySize",
            "ReservedCodeCacheSize",
            "AlwaysPreTouch",
            "DisableExplicitGC",
            "UseStringDeduplication",
            "HeapDumpOnOutOfMemoryError",
            "HeapDumpPath",
            "ExitOnOutOfMemoryError",
            "CrashOnOutOfMemoryError",
            "OnOutOfMemoryError",
            "OnError",
            "ErrorFile",
            "CreateCoredumpOnCrash",
            "NativeMemoryTracking",
            "EnableDynamicAgentLoading",
            "OmitStackTraceInFastThrow",
            "StackTraceInThrowable",
            "ShowCodeDetailsInExceptionMessages",
            "UnlockDiagnosticVMOptions",
            "ArchiveRelocationMode"));

    private static final String MEMORY = "MemTotal:";

    private static int defaultHeap;

    private AotFlags() {}

    /** Returns whether a child with these arguments, beside the library's own, takes the cache. */
    static boolean areTaken(List<String> inherited, LaunchSpec spec) {
        boolean heapGiven = false;
        for (String argument : spec.jvmArguments()) {
            if (!isTaken(argument)) {
                return false;
            }
            heapGiven |= argument.startsWith(HEAP[0]) || argument.startsWith(HEAP[1]);
        }
        for (String argument : inherited) {
            if (!isTaken(argument)) {
                return false;
            }
        }
        return isTaken(spec.environment()) && (heapGiven || isDefaultHeapSmall());
    }

    /** Takes away what would give a JVM other flags than those on its command line. */
    static void removeVariables(Map<String, String> environment) {
        for (String variable : VARIABLES) {
            environment.remove(variable);
        }
    }

    private static boolean isTaken(Map<String, String> environment) {
        for (String variable : VARIABLES) {
            if (environment.containsKey(variable)) {
                return false;
            }
        }
        // The launcher takes the other two away.
        return System.getenv("_JAVA_OPTIONS") == null && System.getenv("JDK_AOT_VM_OPTIONS") == null;
    }

    private static boolean isTaken(String argument) {
        if (argument.startsWith("-D")) {
            return !startsWithOne(argument, REFUSED_PROPERTIES);
        }
        for (String prefix : HEAP) {
            if (argument.startsWith(prefix)) {
                long bytes = bytes(argument.substring(prefix.length()));
                return bytes >= LEAST_HEAP && bytes <= LARGEST_HEAP;
            }
        }
        return argument.startsWith("-XX:") ? HARMLESS_XX.contains(nameOf(argument)) : startsWithOne(argument, HARMLESS);
    }

    private static boolean startsWithOne(String argument, String[] prefixes) {
        for (String prefix : prefixes) {
            if (argument.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String nameOf(String argument) {
        int begin = "-XX:".length();
        if (argument.startsWith("+", begin) || argument.startsWith("-", begin)) {
            begin++;
        }
        int end = argument.indexOf('=', begin);
        return argument.substring(begin, end < 0 ? argument.length() : end);
    }

    /** Returns the size, or -1 if it is none. */
    private static long bytes(String size) {
        int last = size.length() - 1;
        int unit = last < 0 ? -1 : "kmgt".indexOf(Character.toLowerCase(size.charAt(last)));
        long number = number(unit < 0 ? size : size.substring(0, last));
        int shift = 10 * (unit + 1);
        return number > Long.MAX_VALUE >> shift ? -1 : number << shift;
    }

    /** Returns the number of at most 15 digits, or -1 if it is none. */
    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 15) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = 10 * number + (digit - '0');
        }
        return number;
    }

    /** Whether the heap of a child that is given none, a quarter of the machine's memory, is small enough. */
    private static synchronized boolean isDefaultHeapSmall() {
        if (defaultHeap == 0) {
            defaultHeap = machineMemory() / 4 <= LARGEST_HEAP ? 1 : -1;
        }
        return defaultHeap > 0;
    }

    private static long machineMemory() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Runtime.getRuntime().maxMemory() * 4;
        }
        try {
            String text = new String(Files.readAllBytes(Path.of("/proc/meminfo")), StandardCharsets.ISO_8859_1);
            int begin = text.indexOf(MEMORY) + MEMORY.length();
            int end = text.indexOf("B\n", begin);
            if (begin >= MEMORY.length() && end > 0) {
                return bytes(text.substring(begin, end).replace(" ", ""));
            }
        } catch (IOException e) {
            return Long.MAX_VALUE; // then only children that are given a heap have the cache
        }
        return Long.MAX_VALUE;
    }
}
