package org.multiprocessing.conformance.crash;

/** Where a task is when it goes wrong. */
enum Phase {
    /** In the parent. */
    ENCODE_ARGUMENT,
    DECODE_ARGUMENT,
    RUN,
    ENCODE_RESULT,
    /** In the parent. */
    DECODE_RESULT;

    boolean isInParent() {
        return this == ENCODE_ARGUMENT || this == DECODE_RESULT;
    }
}
