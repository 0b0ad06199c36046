package org.multiprocessing.internal.serial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts objects together from their parts, the reverse of {@link Form}. */
final class Rebuild {

    private Rebuild() {}

    /** Reads what follows a tag. The number is what the contents refer to the object by, if it exists before them. */
    static @Nullable Object read(Decoder in, int tag, int number) throws DecodeException {
        if (tag >= Tag.BOOLEANS && tag <= Tag.DOUBLES) {
            return PrimitiveArrays.read(in, tag);
        }
        if (Containers.isOne(tag)) {
            return Containers.read(in, tag, number);
        }
        return switch (tag) {
            case Tag.JDK -> readObjectStream(in);
            case Tag.BUFFER -> BufferForm.read(in);
            case Tag.SEGMENT -> SegmentForm.read(in);
            case Tag.HANDLE -> readHandle(in);
            case Tag.MAIN -> readMain(in, number);
            default -> readParts(in, tag);
        };
    }

    private static Object readParts(Decoder in, int tag) throws DecodeException {
        if (tag < Tag.OPTIONAL || tag > Tag.UNMODIFIABLE_LIST) {
            throw new DecodeException("damaged: there is no tag " + tag);
        }
        @Nullable Object[] parts = new @Nullable Object[in.readPartCount()];
        boolean hashes = tag == Tag.SET_OF || tag == Tag.MAP_OF;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = hashes ? in.getKey() : in.get();
        }
        return build(tag, parts, in);
    }

    /** Makes an object of the parts that an object stream carried. */
    static Object ofCarrier(Carrier carrier, Decoder in) throws DecodeException {
        @Nullable Object[] parts = carrier.parts();
        int tag = carrier.tag();
        if (Containers.isOne(tag)) {
            return Containers.of(tag, parts);
        }
        return switch (tag) {
            case Tag.SHAPE -> in.classes().targetOf((byte[]) part(parts, 0));
            case Tag.FUNCTION -> new ReflectiveFunction((FunctionTarget) part(parts, 0), rest(parts));
            case Tag.BUFFER -> BufferForm.rebuild((Boolean) part(parts, 0), (byte[]) part(parts, 1));
            case Tag.SEGMENT -> {
                byte[] bytes = (byte[]) part(parts, 0);
                yield SegmentForm.rebuild(bytes, 0, bytes.length);
            }
            case Tag.HANDLE -> {
                byte[] handle = (byte[]) part(parts, 1);
                int kind = (Integer) part(parts, 0);
                in.checkHandle(kind);
                Decoder own = new Decoder(in.classes().loader(), in.classes().filter()).withPeer(in.peer());
                own.wrap(handle, 0, handle.length);
                yield HandleForm.resolve(kind, in.isLooking() ? own.looking() : own);
            }
            default -> build(tag, parts, in);
        };
    }

    private static Object build(int tag, @Nullable Object[] parts, Decoder in) throws DecodeException {
        return switch (tag) {
            case Tag.RECORD -> RecordForm.rebuild(parts);
            case Tag.LAMBDA -> {
                FunctionTarget target = (FunctionTarget) part(parts, 0);
                yield RealLambda.of(target.shape(), rest(parts), target.loader());
            }
            case Tag.CUSTOM -> {
                in.mark();
                yield CustomForm.rebuild(parts, in.classes());
            }
            case Tag.LIST_OF, Tag.SET_OF, Tag.MAP_OF, Tag.UNMODIFIABLE_LIST -> Containers.immutable(tag, parts);
            default -> Values.of(tag, parts);
        };
    }

    private static @Nullable Object readObjectStream(Decoder in) throws DecodeException {
        in.mark();
        int length = in.readInt();
        return JdkInput.read(in, in.array(), in.skip(length), length);
    }

    private static Object readHandle(Decoder in) throws DecodeException {
        in.mark();
        int kind = in.readCount();
        int length = in.readInt();
        in.position(in.skip(length)); // checks that they are there
        int former = in.narrow(length);
        Object result = HandleForm.resolve(kind, in);
        in.widen(former);
        return result;
    }

    private static Object readMain(Decoder in, int number) throws DecodeException {
        int count = in.readPartCount();
        if (!(count > 0 && in.get() instanceof Class<?> type)) {
            throw new DecodeException("damaged: an instance of the main class, without the class");
        }
        MainForm form = MainForm.ofSent(type);
        form.checkCount(count - 1);
        Object main = form.create();
        in.exists(number, main);
        for (int i = 1; i < count; i++) {
            form.set(main, i - 1, in.get());
        }
        return main;
    }

    /** Returns a part that must be there. */
    static Object part(@Nullable Object[] parts, int index) throws DecodeException {
        Object part = index < parts.length ? parts[index] : null;
        if (part == null) {
            throw new DecodeException("damaged: part " + index + " of " + parts.length + " is missing");
        }
        return part;
    }

    private static @Nullable Object[] rest(@Nullable Object[] parts) {
        return Arrays.copyOfRange(parts, 1, parts.length);
    }
}
