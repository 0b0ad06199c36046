package org.multiprocessing.manager;

import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Decoder;

/** How a client reads what a server has answered. */
final class Answers {
    private Answers() {}

    /** Decodes an answer that nobody waits for any more, so that the proxies which it has brought are given back. */
    static void drop(Codec codec, Message answer) {
        Decoder in = codec.decoder(answer);
        try {
            in.readLong();
            if (in.readByte() == Calls.RESULT) {
                in.read();
            }
        } catch (IOException | RuntimeException | LinkageError e) { // whatever its classes do, it is nobody's any more
            Log.log(Level.DEBUG, "a late answer that cannot be decoded", e); // it has brought nothing then
        } finally {
            codec.giveBack(in);
        }
    }

    /** Says why something cannot be decoded, with the knobs that managers have. */
    static String words(IOException e) {
        return String.valueOf(e.getMessage()).replace("SocketOptions.with", "ManagerOptions.with");
    }

    /** Returns the result of a call, or throws what it has thrown. */
    static @Nullable Object read(Codec codec, Message answer, Operation operation) throws Throwable {
        Decoder in = codec.decoder(answer);
        Throwable thrown;
        try {
            in.readLong();
            byte kind = in.readByte();
            switch (kind) {
                case Calls.RESULT -> {
                    return in.read();
                }
                case Calls.THROWN -> thrown = Failures.read(codec, in, operation);
                case Calls.FAILED ->
                    thrown = new RemoteException(operation.words() + ": " + in.readString(), in.readString(), null);
                default ->
                    thrown =
                            new RemoteException("the server answers in a way that this version does not know: " + kind);
            }
        } catch (IOException e) {
            throw new RemoteException(
                    "the result of " + operation.words() + " cannot be decoded here: " + words(e), "", e);
        } finally {
            codec.giveBack(in);
        }
        if (thrown instanceof InterruptedException) {
            Thread.interrupted(); // which is what it was passed on as
        }
        throw thrown;
    }
}
