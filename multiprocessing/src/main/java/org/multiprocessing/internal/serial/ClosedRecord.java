package org.multiprocessing.internal.serial;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.ObjectStreamField;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes serializable records whose package is closed to us here, though it was open where they come from: children have the
 * program's modules opened to the library on their command line, the main process has not.
 *
 * <p>The JDK may call the constructor; so it is given a stream as it would write one, with numbers in the place of objects.
 */
final class ClosedRecord {

    private ClosedRecord() {}

    /**
     * Returns the components of a record that are all of primitive types. A stream ends with them: nothing else has a number of
     * bytes of its own.
     */
    static Object[] values(Record record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(record);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + record.getClass().getName() + ": " + e.getMessage(), e);
        }
        ObjectStreamClass description = ObjectStreamClass.lookup(record.getClass());
        ByteBuffer stream = ByteBuffer.wrap(bytes.toByteArray());
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        int from = stream.capacity();
        for (ObjectStreamField field : description.getFields()) {
            from -= size(field);
        }
        for (int i = 0; i < values.length; i++) {
            ObjectStreamField field = description.getField(components[i].getName());
            values[i] = read(stream, from + field.getOffset(), field.getTypeCode());
        }
        return values;
    }

    private static int size(ObjectStreamField field) {
        return switch (field.getTypeCode()) {
            case 'Z', 'B' -> Byte.BYTES;
            case 'S', 'C' -> Short.BYTES;
            case 'I', 'F' -> Integer.BYTES;
            default -> Long.BYTES;
        };
    }

    private static Object read(ByteBuffer stream, int at, char type) {
        return switch (type) {
            case 'Z' -> stream.get(at) != 0;
            case 'B' -> stream.get(at);
            case 'S' -> stream.getShort(at);
            case 'C' -> stream.getChar(at);
            case 'I' -> stream.getInt(at);
            case 'F' -> stream.getFloat(at);
            case 'J' -> stream.getLong(at);
            default -> stream.getDouble(at);
        };
    }

    static Object create(Class<?> type, @Nullable Object[] parts) throws DecodeException {
        RecordComponent[] components = type.getRecordComponents();
        if (parts.length != components.length + 1) {
            throw RecordForm.differs(type, parts.length - 1, components.length);
        }
        try (ObjectInputStream in = new Numbered(stream(type, components, parts), type, parts)) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw new DecodeException("cannot rebuild a " + type.getName() + ": " + e, type.getName(), e);
        }
    }

    private static InputStream stream(Class<?> type, RecordComponent[] components, @Nullable Object[] parts)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
        out.writeShort(ObjectStreamConstants.STREAM_VERSION);
        out.writeByte(ObjectStreamConstants.TC_OBJECT);
        out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
        out.writeUTF(type.getName());
        out.writeLong(0); // the version of a record's class is not compared
        out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
        out.writeShort(components.length);
        for (boolean primitive : new boolean[] {true, false}) { // the order that a stream must have
            for (RecordComponent component : components) {
                if (component.getType().isPrimitive() == primitive) {
                    String descriptor = component.getType().descriptorString();
                    out.writeByte(descriptor.charAt(0));
                    out.writeUTF(component.getName());
                    if (!primitive) {
                        writeText(out, descriptor);
                    }
                }
            }
        }
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.writeByte(ObjectStreamConstants.TC_NULL); // no super class
        for (int i = 0; i < components.length; i++) {
            if (components[i].getType().isPrimitive()) {
                writePrimitive(out, Rebuild.part(parts, i + 1));
            }
        }
        for (int i = 0; i < components.length; i++) {
            if (!components[i].getType().isPrimitive()) {
                writeText(out, Integer.toString(i + 1));
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeByte(ObjectStreamConstants.TC_STRING);
        out.writeUTF(text);
    }

    private static void writePrimitive(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case Boolean b -> out.writeBoolean(b);
            case Byte b -> out.writeByte(b);
            case Short s -> out.writeShort(s);
            case Character c -> out.writeChar(c);
            case Integer i -> out.writeInt(i);
            case Long l -> out.writeLong(l);
            case Float f -> out.writeFloat(f);
            case Double d -> out.writeDouble(d);
            default -> throw new DecodeException("damaged: a primitive component that is a " + value.getClass());
        }
    }

    private static final class Numbered extends ObjectInputStream {

        private final Class<?> type;
        private final @Nullable Object[] parts;

        Numbered(InputStream in, Class<?> type, @Nullable Object[] parts) throws IOException {
            super(in);
            this.type = type;
            this.parts = parts;
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            return description.getName().equals(type.getName()) ? type : super.resolveClass(description);
        }

        @Override
        protected @Nullable Object resolveObject(Object object) {
            return object instanceof String number ? parts[Integer.parseInt(number)] : object;
        }
    }
}
