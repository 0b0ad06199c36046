package org.multiprocessing.benchmarks.report;

import org.multiprocessing.benchmarks.measure.Contender;

/** Whose figure it is. */
enum Side {
    OURS("this library"),
    CPYTHON("CPython"),
    PEER("PP4J"),
    LIMIT("bare programs and threads");

    private final String words;

    Side(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static Side of(String group) {
        if (group.startsWith(Contender.OURS)) {
            return OURS;
        }
        if (group.startsWith(CPYTHON.words)) {
            return CPYTHON;
        }
        return group.startsWith(PEER.words) ? PEER : LIMIT;
    }
}
