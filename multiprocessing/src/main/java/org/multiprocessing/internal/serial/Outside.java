package org.multiprocessing.internal.serial;

import java.io.ObjectInputFilter;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is decoded of what comes from outside of the process tree, over a socket: only values, which run no code but the constructors of
 * records and what enums run when they are first used; more if the program says so. For one decoder, and as that, not for several
 * threads.
 *
 * <p>A small message may also refer to the same parts again and again, level by level, so that a hash code of it takes for ever. So the
 * size of what is hashed is counted as if each reference were a copy.
 */
public final class Outside implements ObjectInputFilter {
    static final String REFUSED_CLASS =
            " is refused from a socket: it is neither a record, nor an enum, nor a value or collection of"
                    + " the JDK, or a filter rejects it. SocketOptions.withFilter(filter) decides about others";

    private static final String TREE_OBJECT = "an object that the processes of one tree share";
    private static final int NO_HANDLES = -1;

    private static final long LEAST_HASHING = 10_000_000;
    private static final int HASHING_PER_BYTE = 16;
    private static final int MAX_KEPT = 1 << 12;

    private static final String LIBRARY = "org.multiprocessing.internal.";
    private static final String LAMBDAS = "java.lang.invoke.";

    /** What the fast path makes, and what it becomes in a stream of the JDK. */
    private static final Set<String> VALUES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Class",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.Record",
            "java.lang.Short",
            "java.lang.String",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.util.AbstractMap$SimpleEntry",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.CollSer",
            "java.util.Collections$EmptyList",
            "java.util.Collections$SingletonList",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.Optional",
            "java.util.OptionalDouble",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.UUID");

    private final @Nullable ObjectInputFilter filter;
    private final boolean functions;

    /** The kind of handles that are allowed. */
    private final int handles;

    /** By number of a value, its size with all that it refers to. */
    private long[] sizes = new long[16];

    private int noted;
    private long again;
    private long hashing;
    private @Nullable String refusedClass;

    /**
     * Creates the rules.
     *
     * @param filter allows the JDK's serialization, and the program's serializers, for the classes that it allows; null for neither
     * @param functions whether functions are allowed
     */
    public Outside(@Nullable ObjectInputFilter filter, boolean functions) {
        this(filter, functions, NO_HANDLES);
    }

    /**
     * Creates the rules of a connection whose two sides know each other's objects.
     *
     * @param handles the kind of their handles
     */
    public Outside(@Nullable ObjectInputFilter filter, boolean functions, int handles) {
        this.filter = filter;
        this.functions = functions;
        this.handles = handles;
    }

    /** Returns the program's own filter. */
    @Nullable
    ObjectInputFilter ofProgram() {
        return filter;
    }

    void check(int tag) throws DecodeException {
        switch (tag) {
            case Tag.LOCAL -> throw refused(TREE_OBJECT, "");
            case Tag.HANDLE -> checkHandle(handles);
            case Tag.MAIN -> throw refused("an instance of a program's main class", "");
            case Tag.JDK -> {
                if (filter == null) {
                    throw refused(
                            "an object in the JDK's serialization", "; SocketOptions.withFilter(filter) allows it");
                }
            }
            case Tag.CUSTOM -> {
                if (filter == null) {
                    throw refused("an object of a serializer", "; SocketOptions.withFilter(filter) allows it");
                }
            }
            case Tag.SHAPE, Tag.FUNCTION, Tag.LAMBDA -> {
                if (!functions) {
                    throw refused("a function", "; SocketOptions.withFunctions() allows it");
                }
            }
            default -> {}
        }
    }

    void checkHandle(int kind) throws DecodeException {
        if (kind != handles || kind == NO_HANDLES) {
            throw refused(TREE_OBJECT, "");
        }
    }

    private static DecodeException refused(String kind, String knob) {
        return new DecodeException(kind + " is refused from a socket" + knob);
    }

    @Override
    public Status checkInput(FilterInfo info) {
        Class<?> type = info.serialClass();
        Status decided = decide(info, type);
        if (decided == Status.REJECTED && type != null) {
            refusedClass = type.getName();
        }
        return decided;
    }

    private Status decide(FilterInfo info, @Nullable Class<?> type) {
        Status decided = filter == null ? Status.UNDECIDED : filter.checkInput(info);
        if (decided == Status.REJECTED || type == null) {
            return decided;
        }
        Class<?> element = element(type);
        if (element.getName().startsWith(LIBRARY) || element.getName().startsWith(LAMBDAS)) {
            return Status.REJECTED; // whatever packages a filter allows: functions come in our own form only
        }
        return decided == Status.ALLOWED || isValue(element) ? decided : Status.REJECTED;
    }

    /** Returns the name of the class that was rejected last, in this message. */
    @Nullable
    String refusedClass() {
        return refusedClass;
    }

    private static Class<?> element(Class<?> type) {
        Class<?> element = type;
        for (Class<?> next = type.getComponentType(); next != null; next = next.getComponentType()) {
            element = next;
        }
        return element;
    }

    /** None of these is initialised by being asked. */
    private static boolean isValue(Class<?> type) {
        return type.isPrimitive()
                || type.isInterface()
                || type.isRecord()
                || Enum.class.isAssignableFrom(type)
                || type.getName().startsWith("java.time.")
                || type.getName().startsWith("java.util.ImmutableCollections$")
                || VALUES.contains(type.getName());
    }

    /** Returns how many bytes a message would have up to a position if it contained copies instead of references. */
    long expanded(int position) {
        return position + again;
    }

    /** Notes the size of a value that may be referred to. */
    void note(int number, long size) {
        if (number >= sizes.length) {
            sizes = Arrays.copyOf(sizes, Math.max(number + 1, 2 * sizes.length));
        }
        sizes[number] = size;
        noted = Math.max(noted, number + 1);
    }

    /** Counts a reference; one to a value that is not complete leads into a circle, which ends by itself. */
    void addAgain(int number) {
        long size = number < noted ? sizes[number] : 0;
        again = Math.min(again + size, Long.MAX_VALUE / 4);
    }

    void addHashing(long size, int messageLength) throws DecodeException {
        hashing += size;
        if (hashing > LEAST_HASHING + (long) HASHING_PER_BYTE * messageLength) {
            throw new DecodeException(
                    "sets or maps whose contents refer to each other so often that they take too long to build");
        }
    }

    void finish() {
        if (noted > MAX_KEPT) {
            sizes = new long[16];
        } else {
            Arrays.fill(sizes, 0, noted, 0);
        }
        noted = 0;
        again = 0;
        hashing = 0;
        refusedClass = null;
    }
}
