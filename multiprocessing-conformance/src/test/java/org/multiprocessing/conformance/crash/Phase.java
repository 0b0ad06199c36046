package org.multiprocessing.conformance.crash;

/** Where a task is when it goes wrong. */
enum Phase {
    /** In the parent. */
    ENCODE_ARGUMENT,
    DECODE_ARGUMENT,
    RUN,
    /** What has become garbage is cleaned up, in a thread of the JDK's, while the task runs. */
    CLEAN_UP,
    ENCODE_RESULT,
    /** In the parent. */
    DECODE_RESULT;

    boolean isInParent() {
        return this == ENCODE_ARGUMENT || this == DECODE_RESULT;
    }
}
