package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Shared objects: the kind and what the object itself writes, with its length. */
final class HandleForm extends Form {
    /** What writes it if it is not the object itself. */
    private final @Nullable HandleBacked substitute;

    private final boolean mayLeave;

    HandleForm() {
        this(null, false);
    }

    private HandleForm(@Nullable HandleBacked substitute, boolean mayLeave) {
        super(Tag.HANDLE, true);
        this.substitute = substitute;
        this.mayLeave = mayLeave;
    }

    /** Returns the form of an object that a peer knows, wherever that is. */
    static HandleForm ofKnown(HandleBacked handle) {
        return new HandleForm(handle, true);
    }

    /** Returns the form of a dynamic proxy if what handles its calls travels by reference; null for any other object. */
    static @Nullable HandleForm ofProxy(Object value) {
        return value instanceof Proxy && Proxy.getInvocationHandler(value) instanceof HandleBacked backed
                ? new HandleForm(backed, false)
                : null;
    }

    private HandleBacked backing(Object value) {
        HandleBacked other = substitute;
        return other != null ? other : (HandleBacked) value;
    }

    void checkMayLeave(Encoder out, Object value) {
        if (!mayLeave) {
            out.checkMayLeave(value);
        }
    }

    @Override
    void write(Encoder out, Object value) {
        checkMayLeave(out, value);
        HandleBacked object = backing(value);
        out.writeCount(object.handleKind());
        int at = out.beginPart();
        object.writeHandle(out);
        out.endPart(at);
    }

    @Override
    Object[] parts(Object value) {
        return parts(value, new Encoder());
    }

    /** Takes a handle apart, for a message to which its pledges belong. */
    Object[] parts(Object value, Encoder message) {
        HandleBacked object = backing(value);
        Encoder out = message.forPart();
        object.writeHandle(out);
        message.adoptPledges(out);
        return new Object[] {object.handleKind(), out.toByteArray()};
    }

    /** Reads all that is left in the decoder. */
    static Object resolve(int kind, Decoder in) throws DecodeException {
        in.checkHandle(kind);
        HandleResolver resolver = Handles.find(kind);
        if (resolver == null) {
            throw new DecodeException("a shared object of the unknown kind " + kind
                    + ": this process does not use that part of the library, or an older version of it");
        }
        @Nullable Object result;
        try {
            result = resolver.read(in);
        } catch (DecodeException e) {
            throw e;
        } catch (IOException e) {
            throw new DecodeException("cannot reach a shared object of kind " + kind + ": " + e.getMessage(), null, e);
        }
        if (result == null || in.remaining() != 0) {
            throw new DecodeException("damaged handle of kind " + kind + ", " + in.remaining() + " bytes left");
        }
        return result;
    }
}
