package org.multiprocessing.internal.serial;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Shared objects: the kind and what the object itself writes, with its length. */
final class HandleForm extends Form {

    HandleForm() {
        super(Tag.HANDLE, true);
    }

    @Override
    void write(Encoder out, Object value) {
        out.checkMayLeave(value);
        HandleBacked object = (HandleBacked) value;
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
        HandleBacked object = (HandleBacked) value;
        Encoder out = message.forPart();
        object.writeHandle(out);
        message.adoptPledges(out);
        return new Object[] {object.handleKind(), out.toByteArray()};
    }

    /** Reads all that is left in the decoder. */
    static Object resolve(int kind, Decoder in) throws DecodeException {
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
