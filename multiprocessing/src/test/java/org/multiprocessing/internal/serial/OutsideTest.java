package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectStreamConstants;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call1;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.serial.Samples.Bean;
import org.multiprocessing.serial.Samples.Circle;
import org.multiprocessing.serial.Samples.Color;
import org.multiprocessing.serial.Samples.Edge;
import org.multiprocessing.serial.Samples.Loud;
import org.multiprocessing.serial.Samples.Named;
import org.multiprocessing.serial.Samples.Shape;

/** What comes from outside of the process tree is values, and nothing that runs code, unless the program says so. */
@Timeout(60)
@SuppressWarnings("serial") // programs are not written for that lint
class OutsideTest {
    private static final ObjectInputFilter UNDECIDED = info -> ObjectInputFilter.Status.UNDECIDED;

    private static Object decode(byte[] bytes, ObjectInputFilter filter, boolean functions) throws DecodeException {
        Decoder decoder = Decoder.ofOutside(OutsideTest.class.getClassLoader(), new Outside(filter, functions))
                .wrap(bytes, 0, bytes.length);
        Object value = decoder.read();
        if (decoder.remaining() != 0) {
            throw new DecodeException(decoder.remaining() + " bytes left");
        }
        return value;
    }

    private static Object decode(byte[] bytes) throws DecodeException {
        return decode(bytes, null, false);
    }

    @Test
    void valuesAreDecoded() throws Exception {
        List<Object> values = new ArrayList<>(Arrays.asList(
                null,
                true,
                (byte) 1,
                'c',
                3,
                4L,
                6d,
                "text",
                Optional.of(1),
                Duration.ofMillis(5),
                Instant.EPOCH,
                new BigDecimal("1.5"),
                BigInteger.TEN,
                UUID.randomUUID(),
                Path.of("x"),
                Color.RED,
                Color.GREEN,
                Map.entry(1, 2),
                List.of(1, 2),
                Set.of("s", "t"),
                Map.of(1, 2),
                new TreeSet<>(Set.of(1)),
                new TreeMap<>(Map.of("t", 1)),
                new LinkedHashMap<>(Map.of("k", 1)),
                new HashMap<>(Map.of(new Circle(1), 1)),
                new HashSet<>(Set.of(new Circle(2))),
                new Named("n", List.of(new Circle(1))),
                String.class,
                Shape.class,
                Circle.class,
                int[].class));
        assertThat(decode(Codec.encode(values))).isEqualTo(values);
        for (Object array : new Object[] {
            new int[] {1}, new double[] {1}, new String[] {"a"}, new Shape[] {new Circle(1)}, new Circle[][] {{}}
        }) {
            assertThat(decode(Codec.encode(array))).isEqualTo(array);
        }
        assertThat(decode(Codec.encode(ByteBuffer.wrap(new byte[] {1})))).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
        assertThat(((MemorySegment) decode(Codec.encode(MemorySegment.ofArray(new byte[] {1})))).byteSize())
                .isEqualTo(1);
    }

    private static void refuses(Object value, ObjectInputFilter filter, boolean functions, String... reasons) {
        assertThatThrownBy(() -> decode(Codec.encode(value), filter, functions))
                .isInstanceOf(DecodeException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(reasons));
    }

    @Test
    void functionsNeedTheirSwitch() throws Exception {
        int captured = 7;
        Call1<Integer, Integer> ours = x -> x + captured;
        @SuppressWarnings("unchecked")
        Object others = (java.util.function.IntUnaryOperator & Serializable) x -> x + captured;
        for (Object function : List.of(ours, others)) {
            refuses(function, null, false, "function", "withFunctions");
            refuses(List.of(1, function), null, false, "function", "withFunctions");
            refuses(function, info -> ObjectInputFilter.Status.ALLOWED, false, "function", "withFunctions");
            refuses(
                    List.of(new Bean(), function),
                    info -> ObjectInputFilter.Status.ALLOWED,
                    false,
                    "function",
                    "withFunctions");
            assertThat(decode(Codec.encode(function), null, true)).isNotNull();
            assertThat(decode(Codec.encode(function), UNDECIDED, true)).isNotNull();
        }
        @SuppressWarnings("unchecked")
        Call1<Integer, Integer> copy = (Call1<Integer, Integer>) decode(Codec.encode(ours), null, true);
        assertThat(copy.call(1)).isEqualTo(8);
        refuses(ours, info -> ObjectInputFilter.Status.REJECTED, true, "OutsideTest", "rejected by the filter");
        refuses((Action) () -> {}, info -> ObjectInputFilter.Status.REJECTED, true, "rejected by the filter");
    }

    @Test
    void objectStreamsNeedAFilter() throws Exception {
        refuses(new Bean(), null, false, "JDK's serialization", "withFilter");
        refuses(List.of(LocalDate.MIN), null, true, "JDK's serialization", "withFilter");
        refuses(new Bean(), UNDECIDED, false, "class " + Bean.class.getName(), "withFilter");
        refuses(new BitSet(), UNDECIDED, false, "class java.util.BitSet", "withFilter");
        ObjectInputFilter beans =
                ObjectInputFilter.Config.createFilter(Bean.class.getName() + ";java.util.BitSet;!java.net.*");
        assertThat(((Bean) decode(Codec.encode(new Bean()), beans, false)).value())
                .isEqualTo(1);
        // values, also in a stream, need no mention
        List<Object> mixed = new ArrayList<>(Arrays.asList(
                new Bean(),
                new int[] {1},
                "s",
                5,
                LocalDate.MIN,
                Color.RED,
                new Circle(2),
                Map.of(1, List.of(2)),
                new HashMap<>(Map.of("a", new Object[] {1L})),
                Optional.of(2),
                Map.entry(1, 2),
                List.of(1, 2, 3),
                Arrays.asList(1, 2),
                new BigDecimal("2"),
                UUID.randomUUID(),
                new String[] {"x"},
                new TreeMap<>(Map.of(1, 2)),
                String.class));
        List<?> copy = (List<?>) decode(Codec.encode(mixed), beans, false);
        assertThat(copy).hasSameSizeAs(mixed);
        assertThat(copy.get(6)).isEqualTo(new Circle(2));
        refuses(List.of(new Bean(), URI.create("x:y")), beans, false, "class java.net.URI", "withFilter");
        refuses(new Bean[] {new Bean()}, info -> ObjectInputFilter.Status.REJECTED, false, "Bean", "withFilter");
        assertThat((Object[]) decode(Codec.encode(new Bean[] {new Bean()}), beans, false))
                .hasSize(1);
    }

    @Test
    void classesThatAreNoValuesAreNeitherAcceptedNorInitialised() throws Exception {
        refuses(Loud.class, null, false, "class " + Loud.class.getName(), "withFilter");
        refuses(new Object[] {Runtime.class}, null, false, "class java.lang.Runtime");
        refuses(new Thread[0], null, false, "class java.lang.Thread");
        assertThat(decode(Codec.encode(Loud.class), info -> ObjectInputFilter.Status.ALLOWED, false))
                .isEqualTo(Loud.class);
        for (int tag : new int[] {Tag.RECORD, Tag.ENUM}) { // a class in the place of a record or an enum
            for (Class<?> type :
                    List.of(Loud.class, Runtime.class, Enum.class, Record.class, Runnable.class, int.class)) {
                Encoder out = new Encoder();
                out.writeByte(tag);
                out.writeCount(2);
                out.write(type);
                out.write("RED");
                assertThatThrownBy(() -> decode(out.toByteArray())).isInstanceOf(DecodeException.class);
            }
        }
        assertThat(System.getProperty(Loud.MARK)).isNull();
    }

    @Test
    void libraryInsidesAreRefused() {
        Encoder out = new Encoder();
        out.writeByte(Tag.CLASS);
        out.writeString("org.multiprocessing.internal.serial.LocalObjects$Given");
        assertThatThrownBy(() -> decode(out.toByteArray())).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> decode(out.toByteArray(), info -> ObjectInputFilter.Status.ALLOWED, true))
                .isInstanceOf(DecodeException.class);
    }

    @Test
    void objectsOfThisJvmAndOfTheTreeAreRefusedWhateverIsSwitchedOn() {
        Object secret = new Object();
        Encoder lending = Encoder.lending();
        lending.write(secret);
        byte[] lent = lending.toByteArray();
        ObjectInputFilter all = info -> ObjectInputFilter.Status.ALLOWED;
        assertThatThrownBy(() -> decode(lent, all, true)).hasMessageContaining("refused from a socket");
        for (int tag : new int[] {Tag.LOCAL, Tag.HANDLE, Tag.MAIN}) {
            byte[] bytes = new byte[30];
            bytes[0] = (byte) tag;
            assertThatThrownBy(() -> decode(bytes, all, true)).hasMessageContaining("refused from a socket");
        }
    }

    /** The same inside a stream, where a carrier stands for them. */
    @Test
    void carriersAreHeldToTheSameRules() throws Exception {
        ObjectInputFilter all = info -> ObjectInputFilter.Status.ALLOWED;
        for (int tag : new int[] {Tag.HANDLE, Tag.MAIN, Tag.LOCAL, Tag.LAMBDA, Tag.FUNCTION, Tag.SHAPE}) {
            byte[] bytes = Codec.encode(List.of(new Bean(), Optional.of(Loud.class)));
            int changed = 0;
            for (int i = 0; i + 5 < bytes.length; i++) { // the tag in a carrier's block of data, and one part
                if (bytes[i] == Tag.OPTIONAL && bytes[i + 1] == 0 && bytes[i + 4] == 1) {
                    bytes[i] = (byte) tag;
                    changed++;
                }
            }
            assertThat(changed).isEqualTo(1);
            assertThatThrownBy(() -> decode(bytes, all, false))
                    .isInstanceOf(DecodeException.class)
                    .hasMessageContaining("refused from a socket");
        }
    }

    @Test
    void whatTheProcessesOfATreeShareIsNotSent() {
        record Handle() implements HandleBacked, Serializable {
            @Override
            public int handleKind() {
                return 250;
            }

            @Override
            public void writeHandle(Encoder out) {
                out.writeInt(1);
            }
        }
        for (Object value : List.of(new Handle(), List.of(1, new Handle()), List.of(new Bean(), new Handle()), (Action)
                new Handle()::handleKind)) {
            assertThatThrownBy(() -> Encoder.outside().write(value))
                    .isInstanceOf(NotShareableException.class)
                    .hasMessageContaining("a socket may lead out of it");
            new Encoder().write(value);
        }
    }

    /** Names of well-known gadgets, in streams made by hand; most of the classes are not even here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.commons.collections.functors.InvokerTransformer",
                "org.apache.commons.collections.functors.ChainedTransformer",
                "org.apache.commons.collections4.functors.InstantiateTransformer",
                "org.apache.commons.collections.keyvalue.TiedMapEntry",
                "org.apache.commons.beanutils.BeanComparator",
                "org.codehaus.groovy.runtime.ConvertedClosure",
                "org.codehaus.groovy.runtime.MethodClosure",
                "org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider",
                "org.hibernate.engine.spi.TypedValue",
                "com.mchange.v2.c3p0.PoolBackedDataSource",
                "bsh.XThis",
                "clojure.inspector.proxy$javax.swing.table.AbstractTableModel$ff19274a",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
                "sun.reflect.annotation.AnnotationInvocationHandler",
                "javax.management.BadAttributeValueExpException",
                "java.util.PriorityQueue",
                "java.net.URL",
                "java.rmi.server.RemoteObjectInvocationHandler",
                "java.lang.invoke.SerializedLambda",
                "java.lang.Runtime",
                "java.lang.ProcessBuilder",
                "java.util.Hashtable",
                "java.beans.EventHandler",
                "javax.swing.UIDefaults",
                "java.lang.reflect.Proxy",
                "org.multiprocessing.internal.serial.ReflectiveFunction",
                "org.multiprocessing.internal.serial.LocalObjects"
            })
    void gadgetsAreRefused(String name) throws Exception {
        byte[] stream = streamOf(name);
        assertThatThrownBy(() -> decode(stream))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("withFilter");
        // a filter that is silent about the class, one that allows other packages, one that limits only
        for (ObjectInputFilter filter : List.of(
                UNDECIDED,
                ObjectInputFilter.Config.createFilter("com.example.**"),
                ObjectInputFilter.Config.createFilter("maxdepth=20;maxarray=1000"))) {
            assertThatThrownBy(() -> decode(stream, filter, false))
                    .isInstanceOf(DecodeException.class)
                    .satisfies(e -> assertThat(e.getMessage()).containsAnyOf("withFilter", "class not found"));
        }
        // as a class in our own form
        Encoder out = new Encoder();
        out.writeByte(Tag.CLASS);
        out.writeString(name);
        assertThatThrownBy(() -> decode(out.toByteArray()))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining(name);
    }

    /** Whatever package a filter allows, functions come in one form only, which has its own switch. */
    @ParameterizedTest
    @ValueSource(strings = {"java.lang.invoke.SerializedLambda", "org.multiprocessing.internal.serial.LocalObjects"})
    void filterCannotAllowEverything(String name) throws Exception {
        byte[] stream = streamOf(name);
        assertThatThrownBy(() -> decode(stream, info -> ObjectInputFilter.Status.ALLOWED, true))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining(name + " is refused from a socket");
    }

    private static byte[] streamOf(String className) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
        out.writeShort(ObjectStreamConstants.STREAM_VERSION);
        out.writeByte(ObjectStreamConstants.TC_OBJECT);
        out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
        out.writeUTF(className);
        out.writeLong(0);
        out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
        out.writeShort(0);
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.writeByte(ObjectStreamConstants.TC_NULL);
        Encoder message = new Encoder();
        message.writeByte(Tag.JDK);
        message.writeInt(bytes.size());
        message.writeRaw(bytes.toByteArray(), 0, bytes.size());
        return message.toByteArray();
    }

    /** The classic: sets of sets that refer to each other, so that the hash code of the outermost takes 2^100 steps. */
    @Test
    void messageWhoseHashCodesTakeForEverIsRefused() {
        Set<Object> root = new HashSet<>();
        Set<Object> first = root;
        Set<Object> second = new HashSet<>();
        for (int i = 0; i < 24; i++) { // more would take us for ever to write
            Set<Object> nextFirst = new HashSet<>();
            Set<Object> nextSecond = new HashSet<>();
            nextFirst.add("x"); // makes it differ from the other one
            first.add(nextFirst);
            first.add(nextSecond);
            second.add(nextFirst);
            second.add(nextSecond);
            first = nextFirst;
            second = nextSecond;
        }
        byte[] bytes = Codec.encode(root);
        assertThat(bytes.length).isLessThan(1000);
        assertThatThrownBy(() -> decode(bytes))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("too long to build");
    }

    @Test
    void sharedPartsOfKeysAreFine() throws Exception {
        List<Named> nodes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            nodes.add(new Named("n" + i, List.of()));
        }
        Set<Edge> edges = new HashSet<>();
        for (Named from : nodes) {
            for (Named to : nodes) {
                edges.add(new Edge(from, to));
            }
        }
        assertThat(decode(Codec.encode(edges))).isEqualTo(edges);
    }

    @Test
    void randomBytesDoNoHarm() {
        ObjectInputFilter beans = ObjectInputFilter.Config.createFilter(Bean.class.getName());
        byte[][] samples = {
            Codec.encode(List.of(
                    new Named("a", List.of(new Circle(1))), Color.RED, Map.of("k", new int[] {1}), Set.of(1, 2))),
            Codec.encode(List.of(new Bean(), new Circle(1), Optional.of("x"))),
            Codec.encode((Action) () -> System.out.println(Loud.class)),
        };
        Random random = new Random(7);
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = samples[i % samples.length].clone();
            for (int n = random.nextInt(4) + 1; n > 0; n--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(Tag.TREE_MAP + 3));
            }
            try {
                decode(bytes, i % 2 == 0 ? null : beans, false);
            } catch (DecodeException e) {
                // as it should be
            }
        }
        assertThat(System.getProperty(Loud.MARK)).isNull();
    }

    @Test
    void longEnumMayBeUsedAfterARefusal() throws Exception {
        Decoder decoder = Decoder.ofOutside(getClass().getClassLoader(), new Outside(null, false));
        byte[] bad = Codec.encode(List.of(List.of(1), new Object[] {Runtime.class}));
        byte[] good = Codec.encode(List.of(TimeUnit.DAYS, Set.of(1, 2)));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> decoder.wrap(bad, 0, bad.length).read()).isInstanceOf(DecodeException.class);
            assertThat(decoder.wrap(good, 0, good.length).read()).isEqualTo(List.of(TimeUnit.DAYS, Set.of(1, 2)));
        }
    }
}
