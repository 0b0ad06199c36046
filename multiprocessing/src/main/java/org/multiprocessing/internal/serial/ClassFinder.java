package org.multiprocessing.internal.serial;

import java.io.ObjectInputFilter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The classes and function targets of one decoder: finds them with its loader, and remembers them. */
final class ClassFinder {

    private final ClassLoader loader;
    private final @Nullable ObjectInputFilter filter;
    private final ByteTable<Class<?>> classes = new ByteTable<>();
    private final ByteTable<FunctionTarget> targets = new ByteTable<>();
    private @Nullable String last;

    ClassFinder(ClassLoader loader, @Nullable ObjectInputFilter filter) {
        this.loader = loader;
        this.filter = filter;
    }

    ClassLoader loader() {
        return loader;
    }

    @Nullable
    ObjectInputFilter filter() {
        return filter;
    }

    /** Returns the name of the class that was met last, the likely culprit of a failure. */
    @Nullable
    String last() {
        return last;
    }

    /** Says which class was met. */
    void meet(String name) {
        last = name;
    }

    /** Reads a name, and returns the class. */
    Class<?> readClass(Decoder in) throws DecodeException {
        int from = in.position();
        int header = in.readCount();
        in.skip((header >>> 1) * ((header & 1) + 1)); // the string, of one or two bytes per character
        int length = in.position() - from;
        Class<?> known = classes.get(in.array(), from, length);
        if (known != null) {
            last = known.getName();
            return known;
        }
        byte[] key = Arrays.copyOfRange(in.array(), from, from + length);
        in.position(from);
        Class<?> found = accept(in.readString(), filter);
        classes.put(key, found);
        return found;
    }

    /** Reads the shape of a function, and returns what it calls. */
    FunctionTarget readTarget(Decoder in) throws DecodeException {
        int length = in.readLength(1);
        int from = in.skip(length);
        FunctionTarget known = targets.get(in.array(), from, length);
        return known != null ? known : newTarget(Arrays.copyOfRange(in.array(), from, from + length));
    }

    FunctionTarget targetOf(byte[] shape) throws DecodeException {
        FunctionTarget known = targets.get(shape, 0, shape.length);
        return known != null ? known : newTarget(shape);
    }

    private FunctionTarget newTarget(byte[] encoded) throws DecodeException {
        FunctionShape shape = new FunctionShape(encoded);
        last = shape.implClass.replace('/', '.');
        if (filter != null) {
            accept(last, filter instanceof Outside outside ? outside.ofProgram() : filter);
        }
        FunctionTarget target = new FunctionTarget(shape, loader);
        targets.put(encoded, target);
        return target;
    }

    private Class<?> accept(String name, @Nullable ObjectInputFilter asked) throws DecodeException {
        last = name;
        try {
            Class<?> found = find(name);
            if (asked != null && !ClassFilter.accepts(asked, found)) {
                String reason = asked instanceof Outside ? Outside.REFUSED_CLASS : " is rejected by the filter";
                throw new DecodeException("class " + name + reason, name);
            }
            return found;
        } catch (ClassNotFoundException e) {
            throw new DecodeException("class not found: " + e.getMessage(), name, e); // it may say where it was sought
        } catch (LinkageError e) {
            throw new DecodeException("class " + name + " failed to load: " + e, name, e);
        }
    }

    /** Returns a class by its binary name, or a primitive type by its own. */
    Class<?> find(String name) throws ClassNotFoundException {
        return switch (name) {
            case "boolean" -> boolean.class;
            case "byte" -> byte.class;
            case "short" -> short.class;
            case "char" -> char.class;
            case "int" -> int.class;
            case "long" -> long.class;
            case "float" -> float.class;
            case "double" -> double.class;
            case "void" -> void.class;
            default -> Class.forName(name, false, loader);
        };
    }
}
