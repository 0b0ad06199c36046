package org.multiprocessing.manager;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.DecodeException;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.serial.NotShareableException;

/** Runs a call of a client in the server: decodes it, calls the object on this thread, and sends the answer. */
final class CallRunner {
    private final ClientSession session;
    private final Port port;
    private final Running running;

    CallRunner(ClientSession session, Port port, Running running) {
        this.session = session;
        this.port = port;
        this.running = running;
    }

    /** A failure of the server, and not of the object. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Runs a call, of whose message the first byte is read; takes the decoder. Only a client that is gone ends with an exception. */
    void run(Decoder in) throws IOException {
        Codec codec = session.codec();
        Encoder out = codec.encoder();
        boolean sent = false;
        try {
            long number = in.readLong();
            out.writeLong(number);
            running.begin(number);
            try {
                answer(number, in, out);
            } finally {
                running.end();
            }
            try {
                port.send(out);
            } catch (TooLongException e) {
                fail(out, number, new Refusal("the result cannot travel: " + e.getMessage(), null));
                port.send(out);
            }
            sent = true;
        } finally {
            if (sent) {
                codec.keep(out);
            } else {
                codec.drop(out);
            }
        }
    }

    private void answer(long number, Decoder in, Encoder out) {
        try {
            call(in, out);
        } catch (InvocationTargetException e) {
            reset(out, number);
            out.writeByte(Calls.THROWN);
            Failures.write(session.codec(), out, Objects.requireNonNullElse(e.getCause(), e));
        } catch (Refusal | DecodeException e) {
            session.server().countRefused(e.getMessage());
            fail(out, number, e);
        } catch (Throwable e) { // whatever it is, the caller hears of it
            fail(out, number, e);
        }
    }

    private static void fail(Encoder out, long number, Throwable e) {
        reset(out, number);
        out.writeByte(Calls.FAILED);
        out.writeString(e instanceof Refusal ? String.valueOf(e.getMessage()) : e.toString());
        Throwable cause = e instanceof Refusal ? e.getCause() : e;
        out.writeString(cause == null ? "" : Failures.stack(cause));
    }

    /** Takes back what was written of a result. */
    private static void reset(Encoder out, long number) {
        out.pledges().withdraw();
        out.reset();
        out.writeLong(number);
    }

    private void call(Decoder in, Encoder out) throws Refusal, InvocationTargetException, IOException {
        Caller caller = session.caller(in.readLong(), running);
        long id = in.readLong();
        long method = in.readLong();
        Object referent;
        MethodTable methods;
        if (id == ServerLink.CONTROL) {
            referent = session.control();
            methods = MethodTable.of(Control.class);
        } else {
            HostedObject object = session.find(id);
            Object known = object == null ? null : object.referent();
            if (object == null || known == null) {
                throw new Refusal("this server has no object " + id + " (any more)", null);
            }
            referent = known;
            methods = object.methods();
        }
        Operation operation = methods.find(method);
        if (operation == null) {
            throw new Refusal("unknown method: the server's version of the interface has no such method", null);
        }
        @Nullable Object[] arguments = arguments(in, operation);
        Caller before = caller.begin(operation.interruptible() ? null : referent);
        try {
            if (referent instanceof Copyable) {
                synchronized (referent) {
                    write(out, operation.invoke(referent, arguments));
                }
            } else {
                write(out, kept(operation, operation.invoke(referent, arguments)));
            }
        } finally {
            Caller.restore(before);
        }
    }

    private @Nullable Object[] arguments(Decoder in, Operation operation) throws Refusal, IOException {
        int count = in.readByte() & 0xff;
        @Nullable Object[] arguments = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            try {
                arguments[i] = in.read();
            } catch (DecodeException e) {
                throw new Refusal(
                        "argument " + (i + 1) + " of " + operation.words() + " cannot be decoded in the server: "
                                + Answers.words(e),
                        e);
            }
        }
        String mismatch = operation.mismatch(arguments);
        if (mismatch != null) {
            throw new Refusal(mismatch, null);
        }
        String function = session.maySendFunctions() ? null : operation.functionAmong(arguments);
        if (function != null) {
            throw new Refusal(
                    function + " is refused from a socket: a value of the program's that is a function;"
                            + " ManagerOptions.withFunctions() allows it",
                    null);
        }
        return arguments;
    }

    /** What stays here is answered by a proxy. */
    private @Nullable Object kept(Operation operation, @Nullable Object result) {
        if (!operation.proxied() || result == null || RemoteObject.of(result) != null || result instanceof Adaptor) {
            return result;
        }
        HostedObject object = session.server().table().add(operation.method().getReturnType(), result);
        return new OwnReference(object, "", result);
    }

    private static void write(Encoder out, @Nullable Object result) {
        out.writeByte(Calls.RESULT);
        try {
            if (result instanceof CopiedValue copy) {
                writeCopy(out, copy);
            } else {
                out.write(result);
            }
        } catch (NotShareableException e) {
            throw new NotShareableException(
                    "the result cannot travel to the caller: " + e.getMessage(), e.path(), e.offendingClass(), e);
        }
    }

    private static void writeCopy(Encoder out, CopiedValue copy) {
        synchronized (copy.referent()) {
            Object value = copy.value();
            ClientSession.copy(value);
            try {
                out.write(value);
            } finally {
                ClientSession.copy(null);
            }
        }
    }
}
