package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object stream of the JDK that puts carriers in the place of what only we can take apart. */
final class JdkOutput extends ObjectOutputStream {

    /** The object that was begun last, which is the one to blame if writing it fails. */
    private @Nullable Object last;

    /** What was last before an exception came: the stream writes the exception that it fails with. */
    private final IdentityHashMap<Throwable, @Nullable Object> lastBefore = new IdentityHashMap<>();

    /** Instances of the main class: their fields follow the value, since they may well refer back to them. */
    private final List<Object> mains = new ArrayList<>();

    private final Encoder target;

    private JdkOutput(Encoder target) throws IOException {
        super(new Sink(target));
        this.target = target;
        enableReplaceObject(true);
    }

    /** Appends the length and the bytes of a stream that holds one value. */
    static void write(Encoder out, Object value) throws IOException {
        int at = out.beginPart();
        JdkOutput stream = new JdkOutput(out);
        try {
            stream.writeObject(value);
            stream.writeMains();
            stream.flush();
        } catch (IOException | RuntimeException e) {
            if (e instanceof Refused refused) {
                throw refused;
            }
            Object last = stream.lastBefore.getOrDefault(e, stream.last);
            throw new Refused(last == null ? value : last, "failed in the JDK's serialization: " + e, e);
        }
        out.endPart(at);
    }

    @Override
    protected Object replaceObject(Object object) {
        if (object instanceof String) {
            return object;
        }
        if (object instanceof Throwable thrown) {
            lastBefore.put(thrown, last);
        }
        last = object;
        if (object instanceof SerializedLambda lambda) {
            FunctionShape shape = new FunctionShape(lambda);
            return new Carrier(shape.isOurs() ? Tag.FUNCTION : Tag.LAMBDA, shape.parts(lambda), lambda);
        }
        if (object instanceof Carrier) {
            return object;
        }
        Form form = target.formOf(object);
        if (form.tag == Tag.NONE) {
            throw new Refused(object);
        }
        if (form instanceof HandleForm handle) {
            handle.checkMayLeave(target, object);
        }
        if (form.tag == Tag.MAIN) {
            target.checkMayLeave(object);
            mains.add(object);
            return new Carrier(Tag.MAIN, new Object[] {object.getClass()}, null);
        }
        return form.carried ? new Carrier(form.tag, parts(form, object), object) : object;
    }

    private @Nullable Object[] parts(Form form, Object object) {
        return form instanceof HandleForm handle ? handle.parts(object, target) : form.parts(object);
    }

    @Override
    protected void annotateClass(Class<?> type) {
        ForeignLoaders.note(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
        for (Class<?> named : type.getInterfaces()) {
            ForeignLoaders.note(named);
        }
    }

    private void writeMains() throws IOException {
        for (int i = 0; i < mains.size(); i++) { // each may bring the next
            Object main = mains.get(i);
            @Nullable Object[] parts = Forms.of(main.getClass()).parts(main);
            writeObject(new Carrier(Tag.ARRAYS_AS_LIST, parts, null));
        }
    }

    /** Returns the number of bytes written so far. */
    int position() throws IOException {
        flush();
        return target.length();
    }

    /**
     * Refuses an object whose parts refer to it: the receiver would find its carrier there instead, silently.
     *
     * <p>The stream does not tell when it writes a reference, so its bytes are searched for one; as the same bytes may
     * be part of some data, the objects have the last word.
     *
     * @param from where the parts begin; the four bytes before are the stream's number of the object
     */
    void refuseCycle(Object original, @Nullable Object[] parts, int from) throws IOException {
        int end = position() - 4;
        byte[] bytes = target.array();
        for (int i = from; i < end; i++) {
            if (bytes[i] == TC_REFERENCE
                    && Arrays.equals(bytes, i + 1, i + 5, bytes, from - 4, from)
                    && FieldChain.leadsTo(parts, original)) {
                throw new Refused(original, Refused.CONTAINS_ITSELF);
            }
        }
    }

    private static final class Sink extends OutputStream {

        private final Encoder out;

        Sink(Encoder out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            out.writeByte(b);
        }

        @Override
        public void write(byte[] b, int offset, int count) {
            out.putRaw(b, offset, count);
        }
    }
}
