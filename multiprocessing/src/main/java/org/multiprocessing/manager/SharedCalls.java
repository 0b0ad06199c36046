package org.multiprocessing.manager;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Decoder;

/** Calls that come by a way that all threads of a client use: each runs in some other thread than the next, so that none waits for another. */
final class SharedCalls {
    private final ClientSession session;
    private final Port port;
    private final Map<Long, Running> running = new ConcurrentHashMap<>();

    SharedCalls(ClientSession session, Port port) {
        this.session = session;
        this.port = port;
    }

    /** Does what a message asks for; a call in a virtual thread of its own. */
    void handle(Message message) throws IOException {
        Runnable call = begin(message);
        if (call != null) {
            Thread.ofVirtual().name("multiprocessing-manager-call").start(call);
        }
    }

    /** Returns the call that a message is, for some thread to run; null if it was something else, which is done. */
    @Nullable
    Runnable begin(Message message) throws IOException {
        if (message.length() < 1 + Long.BYTES) {
            throw refused("a message of " + message.length() + " bytes");
        }
        byte what = message.bytes()[message.from()];
        if (what == Calls.CALL) {
            long number = new Message(message.bytes(), message.from() + 1, message.bulks()).number();
            Running call = new Running();
            running.put(number, call); // before the next message, which may cancel it
            session.add(call);
            return () -> run(message, number, call);
        }
        Decoder in = session.codec().decoder(message);
        try {
            in.readByte();
            if (what == Calls.CANCEL) {
                long number = in.readLong();
                Running call = running.get(number);
                if (call != null) {
                    call.cancel(number);
                }
            } else if (what == Calls.RELEASE) {
                session.giveBack(in.readLong(), in.readInt());
            } else {
                throw refused("a message of the unknown kind " + what);
            }
        } finally {
            session.codec().giveBack(in);
        }
        return null;
    }

    /** Counts a message after which nothing more is received from the client. */
    private IOException refused(String why) {
        session.server().countRefused(why);
        return new IOException(why);
    }

    private void run(Message message, long number, Running call) {
        try {
            run(message, call);
        } catch (IOException e) {
            Log.log(Level.DEBUG, "an answer that nobody waits for any more: " + e);
        } catch (RuntimeException
                | Error e) { // no answer could be made, so the client is told in the only way that is left
            port.close();
            throw e;
        } finally {
            running.remove(number);
            session.remove(call);
        }
    }

    private void run(Message message, Running call) throws IOException {
        Decoder in = session.codec().decoder(message);
        try {
            in.readByte();
            new CallRunner(session, port, call).run(in);
        } finally {
            session.codec().giveBack(in);
        }
    }
}
