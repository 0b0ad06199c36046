package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/** Graphs of serializable classes arrive whole, also where they hold what the JDK cannot serialize. */
@SuppressWarnings({"serial", "JdkObsolete"}) // programs are not written for these lints
class ObjectStreamTest {

    static final class Bean implements Serializable {
        private static final long serialVersionUID = 1L;
        Object value;
        Optional<String> optional = Optional.of("o");
        OptionalInt optionalInt = OptionalInt.of(1);
        List<Integer> view = new ArrayList<>(List.of(1, 2, 3)).subList(0, 2);
        Map.Entry<String, Integer> entry = Map.entry("k", 1);
        Plain plain = new Plain(1, List.of(Optional.empty()));
        Call<String> call = () -> "called";
        Class<?> type = int.class;
        Path path = Path.of("p");
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2});
        MemorySegment segment = MemorySegment.ofArray(new byte[] {3});
    }

    record Plain(int a, List<Optional<String>> b) {}

    interface Speaker {
        String speak();
    }

    record Handler(String text) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] args) {
            return text;
        }
    }

    @Test
    void whatTheJdkCannotSerializeIsCarried() throws Exception {
        Bean bean = new Bean();
        bean.value = new HashMap<>(Map.of("k", new ArrayList<>(List.of(1, 2)).reversed()));
        Bean copy = Codec.copy(bean);
        assertThat(copy.value).isEqualTo(bean.value);
        assertThat(copy.optional).isEqualTo(bean.optional);
        assertThat(copy.optionalInt).isEqualTo(bean.optionalInt);
        assertThat(copy.view).isEqualTo(List.of(1, 2));
        assertThat(copy.entry).isEqualTo(bean.entry);
        assertThat(copy.plain).isEqualTo(bean.plain);
        assertThat(copy.call.call()).isEqualTo("called");
        assertThat(copy.type).isEqualTo(int.class);
        assertThat(copy.path).isEqualTo(bean.path);
        assertThat(copy.buffer).isEqualTo(bean.buffer);
        assertThat(copy.segment.mismatch(bean.segment)).isEqualTo(-1);
    }

    @Test
    void sharedPartsStayOneInsideTheStream() throws Exception {
        Plain plain = new Plain(1, List.of());
        Bean bean = new Bean();
        bean.plain = plain;
        bean.value = List.of(plain, new Object[] {plain});
        Bean copy = Codec.copy(bean);
        List<?> value = (List<?>) copy.value;
        assertThat(value.get(0)).isSameAs(copy.plain);
        assertThat(((Object[]) value.get(1))[0]).isSameAs(copy.plain);
    }

    @Test
    void collectionsOfTheJdkThatHaveNoFormArrive() throws Exception {
        for (Object value : List.of(
                new LinkedList<>(List.of(1, 2)),
                new ConcurrentHashMap<>(Map.of("a", Optional.of(1))),
                new java.util.BitSet(),
                java.util.Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))))) {
            assertThat(Codec.usesObjectStream(value)).isTrue();
            assertThat(Codec.copy(value)).isEqualTo(value).hasSameClassAs(value);
        }
    }

    @Test
    void largeCollectionsPassTheLimits() throws Exception {
        Map<Integer, Bean> map = IntStream.range(0, 3_000).boxed().collect(Collectors.toMap(i -> i, i -> new Bean()));
        assertThat(Codec.copy(map)).hasSize(3_000);
        LinkedList<Integer> list =
                new LinkedList<>(IntStream.range(0, 50_000).boxed().toList());
        assertThat(Codec.copy(list)).isEqualTo(list);
    }

    @Test
    void exceptionsArriveComplete() throws Exception {
        IllegalStateException thrown = new IllegalStateException("m", new java.io.IOException("c"));
        thrown.addSuppressed(new RuntimeException("s"));
        IllegalStateException copy = Codec.copy(thrown);
        assertThat(copy).hasMessage("m").hasCauseInstanceOf(java.io.IOException.class);
        assertThat(copy.getSuppressed()).hasSize(1);
        assertThat(copy.getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    @Test
    void proxiesArrive() throws Exception {
        Speaker speaker = (Speaker)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Speaker.class}, new Handler("hi"));
        assertThat(Codec.copy(speaker).speak()).isEqualTo("hi");
        Class<?> type = speaker.getClass();
        assertThat(Codec.copy(List.of(type, 1)).get(0)).isEqualTo(type);
    }

    @Test
    void classesAreFoundWithTheLoaderOfTheDecoder() throws Exception {
        URL[] here = {
            ObjectStreamTest.class.getProtectionDomain().getCodeSource().getLocation()
        };
        byte[] record = Codec.encode(new Plain(7, List.of()));
        byte[] bean = Codec.encode(new Bean());
        byte[] action = Codec.encode((Action) () -> {});
        ClassLoader ours = Codec.class.getClassLoader();
        try (URLClassLoader other = new Isolated(here, ours)) {
            for (byte[] bytes : List.of(record, bean)) {
                Object value = new Decoder(other).wrap(bytes, 0, bytes.length).read();
                assertThat(value.getClass().getClassLoader()).isSameAs(other);
            }
            Action copy =
                    (Action) new Decoder(other).wrap(action, 0, action.length).read();
            copy.execute();
        }
    }

    /** Loads this test again, and all else as usual. */
    private static final class Isolated extends URLClassLoader {

        Isolated(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ObjectStreamTest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : findClass(name);
            }
        }
    }

    @Test
    void missingClassIsNamed() {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        for (Object value : List.of(new Plain(1, List.of()), new Bean(), new Class<?>[] {Bean.class})) {
            byte[] bytes = Codec.encode(value);
            assertThatThrownBy(() ->
                            new Decoder(platform).wrap(bytes, 0, bytes.length).read())
                    .isInstanceOfSatisfying(
                            DecodeException.class,
                            e -> assertThat(e.className()).startsWith(ObjectStreamTest.class.getName()));
        }
        byte[] call = Codec.encode(new Bean().call);
        assertThatThrownBy(
                        () -> new Decoder(platform).wrap(call, 0, call.length).read())
                .hasMessage("class not found: " + Bean.class.getName());
    }

    @Test
    void filterIsAskedForEveryClassThatIsNamed() throws Exception {
        ObjectInputFilter noBeans = info -> info.serialClass() == Bean.class || info.serialClass() == Plain.class
                ? ObjectInputFilter.Status.REJECTED
                : ObjectInputFilter.Status.UNDECIDED;
        for (Object value : List.of(new Bean(), new Plain(1, List.of()), new Bean().call)) {
            byte[] bytes = Codec.encode(value);
            Decoder decoder = new Decoder(getClass().getClassLoader(), noBeans);
            assertThatThrownBy(() -> decoder.wrap(bytes, 0, bytes.length).read())
                    .isInstanceOf(DecodeException.class);
        }
        byte[] fine = Codec.encode(List.of(new LinkedList<>(List.of(1)), Optional.of(2)));
        assertThat(new Decoder(getClass().getClassLoader(), noBeans)
                        .wrap(fine, 0, fine.length)
                        .read())
                .isEqualTo(List.of(List.of(1), Optional.of(2)));
    }

    @Test
    void carriersNeedNoMentionInAnAllowList() throws Exception {
        ObjectInputFilter allowed = ObjectInputFilter.Config.createFilter(
                "org.multiprocessing.internal.serial.ObjectStreamTest$*;java.base/*;!*");
        byte[] bytes = Codec.encode(new ArrayList<>(List.of(new Bean(), Optional.of(1))));
        Object value = new Decoder(getClass().getClassLoader(), allowed)
                .wrap(bytes, 0, bytes.length)
                .read();
        assertThat(value).isInstanceOf(ArrayList.class);
    }
}
