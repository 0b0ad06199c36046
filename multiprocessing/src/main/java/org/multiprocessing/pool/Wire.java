package org.multiprocessing.pool;

/**
 * The frames between a pool and a worker, told by their first byte.
 *
 * <pre>
 * to the worker    FUNCTION  int job, definition: byte shape, long limit, long soft limit, function
 *                  CHUNK     int job, long sequence of the first, int items, for each: int length, arguments as the shape says
 *                  SINGLE    long sequence, definition, arguments      (a function that is called once)
 *                  FORGET    int job
 *                  END
 * from the worker  READY
 *                  RESULT    long sequence, long nanoseconds, value
 *                  FAILED    long sequence, long nanoseconds, text summary, text stack, exception or null
 *                  UNSENT    long sequence, long nanoseconds, text why, text path      (the result cannot be encoded)
 *                  UNREAD    long sequence, text why                                   (the task cannot be decoded)
 *                  SKIPPED   long sequence, long last sequence                         (these tasks were revoked)
 *                  BROKEN    text what, text summary, text stack, exception or null    (the initializer failed)
 *                  LARGE     long bytes                                                (of memory: it wants to be replaced)
 *                  UNTIDY    text summary, text stack                                  (the finalizer failed)
 * </pre>
 */
final class Wire {
    static final byte FUNCTION = 1;
    static final byte CHUNK = 2;
    static final byte FORGET = 3;
    static final byte SINGLE = 4;
    static final byte END = 5;

    static final byte READY = 11;
    static final byte RESULT = 12;
    static final byte FAILED = 13;
    static final byte UNSENT = 14;
    static final byte UNREAD = 15;
    static final byte SKIPPED = 16;
    static final byte BROKEN = 17;
    static final byte LARGE = 18;
    static final byte UNTIDY = 19;

    private Wire() {}
}
