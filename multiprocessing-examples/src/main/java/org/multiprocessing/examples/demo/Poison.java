package org.multiprocessing.examples.demo;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Inputs that no thread pool survives, each in its own way. */
enum Poison {

    /** Never ends, and takes no notice of an interrupt. */
    SPIN {
        @Override
        void swallow() {
            spinForEver();
        }
    },

    /** Fills the heap, and keeps what it allocates. */
    EXHAUST_HEAP {
        @Override
        void swallow() {
            hoard(new ArrayList<>());
        }
    },

    /** Writes through a null pointer in native memory, which ends the JVM. */
    CRASH_JVM {
        @Override
        void swallow() {
            writeThroughNull();
        }
    };

    private static final String PREFIX = "poison:";

    abstract void swallow();

    /** What stands for this among the paths of class files. */
    String path() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** Analyses a class file, or swallows the poison that stands in its place. */
    static ClassFacts analyse(String path) throws IOException {
        if (path.startsWith(PREFIX)) {
            valueOf(path.substring(PREFIX.length()).toUpperCase(Locale.ROOT)).swallow();
        }
        return ClassAnalysis.analyse(path);
    }

    private static void spinForEver() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static void hoard(List<long[]> hoard) {
        while (true) {
            hoard.add(new long[1 << 17]);
        }
    }

    @SuppressWarnings("restricted") // that it can crash the JVM is the point
    private static void writeThroughNull() {
        MemorySegment.NULL.reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, 42);
    }
}
