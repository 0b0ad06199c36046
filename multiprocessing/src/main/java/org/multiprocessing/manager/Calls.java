package org.multiprocessing.manager;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;

/**
 * What goes from a client to a server:
 *
 * <pre>
 * HELLO    version, pid, name of the process           first, on a socket
 * CALL     number, thread, object, method, how many arguments, each of them
 * CANCEL   number of a call whose caller was interrupted, or does not wait any longer
 * RELEASE  object, how often it had been received
 * END      asks the server to end                      at the door only
 * OPEN     key of the client's lease, pid, name, whether shared, both ends of a new way    at the door only
 * </pre>
 *
 * and back: the number of the call, how it has ended, and its result.
 */
final class Calls {
    static final int VERSION = 1;

    static final byte HELLO = 1;
    static final byte CALL = 2;
    static final byte CANCEL = 3;
    static final byte RELEASE = 4;
    static final byte OPEN = 5;
    static final byte END = 6;

    /** A value follows. */
    static final byte RESULT = 1;

    /** A failure of the object follows. */
    static final byte THROWN = 2;

    /** What was the matter with the server follows, and a stack. */
    static final byte FAILED = 3;

    private Calls() {}

    static void writeCall(
            Encoder out, long number, long object, Operation operation, @Nullable Object @Nullable [] arguments) {
        out.writeByte(CALL);
        out.writeLong(number);
        out.writeLong(Thread.currentThread().threadId());
        out.writeLong(object);
        out.writeLong(operation.number());
        if (arguments == null) {
            out.writeByte(0);
            return;
        }
        out.writeByte(arguments.length);
        for (Object argument : arguments) {
            out.write(argument);
        }
    }
}
