package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Action3;
import org.multiprocessing.serial.Action4;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.Call1;
import org.multiprocessing.serial.Call2;
import org.multiprocessing.serial.Call3;

/** Every kind of lambda and method reference does on the other side what it does on this one. */
@SuppressWarnings("serial") // programs are not written for that lint
class FunctionTest {

    private static List<Object> log = new ArrayList<>();

    private static int twice(int x) {
        return 2 * x;
    }

    static long widened(long x) {
        return x + 1;
    }

    static double sum(byte a, short b, char c, int d, long e, float f, double g, boolean h) {
        return a + b + c + d + e + f + g + (h ? 1 : 0);
    }

    static String join(String... parts) {
        return String.join("+", parts);
    }

    @SafeVarargs
    static <T> List<T> listOf(T... items) {
        List<T> list = new ArrayList<>();
        for (T item : items) {
            list.add(item);
        }
        return list;
    }

    static void fails() throws IOException {
        throw new IOException("original");
    }

    private static void record(Object... values) {
        log = new ArrayList<>(Arrays.asList(values));
    }

    interface Greeter extends Serializable {
        String name();

        default String greet(String word) {
            return word + " " + secret();
        }

        private String secret() {
            Call<String> call = this::name;
            try {
                return Codec.copy(call).call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    record Person(String name) implements Greeter {}

    record Multiply(int factor) implements Call1<Integer, Integer> {
        @Override
        public Integer call(Integer x) {
            return factor * x;
        }
    }

    record Note(String text) implements Action {
        @Override
        public void execute() {
            record(text);
        }
    }

    static class Base implements Serializable {
        private static final long serialVersionUID = 1L;

        String who() {
            return "base";
        }
    }

    static class Derived extends Base {
        private static final long serialVersionUID = 1L;

        @Override
        String who() {
            return "derived";
        }

        Call<String> viaSuper() {
            return super::who;
        }

        Call<String> viaThis() {
            return this::who;
        }

        private String hidden() {
            return "hidden";
        }

        Call<String> viaPrivate() {
            return this::hidden;
        }
    }

    static final class Holder<T> implements Serializable {
        private static final long serialVersionUID = 1L;
        final T content;

        Holder(T content) {
            this.content = content;
        }

        T content() {
            return content;
        }
    }

    @Test
    void staticMethods() throws Exception {
        Call1<Integer, Integer> twice = FunctionTest::twice;
        Call1<Integer, Long> widened = FunctionTest::widened;
        assertThat(Codec.copy(twice).call(21)).isEqualTo(42);
        assertThat(Codec.copy(widened).call(41)).isEqualTo(42L);
        Call1<String, Integer> parse = Integer::parseInt;
        assertThat(Codec.copy(parse).call("7")).isEqualTo(7);
        Call2<Integer, Integer, Integer> max = Math::max;
        assertThat(Codec.copy(max).call(3, 4)).isEqualTo(4);
    }

    @Test
    void lambdasOfEveryArity() throws Exception {
        Action zero = () -> record();
        Action1<Integer> one = a -> record(a);
        Action2<Integer, String> two = (a, b) -> record(a, b);
        Action3<Integer, String, Long> three = (a, b, c) -> record(a, b, c);
        Action4<Integer, String, Long, Object> four = (a, b, c, d) -> record(a, b, c, d);
        Codec.copy(zero).execute();
        assertThat(log).isEmpty();
        Codec.copy(one).execute(1);
        assertThat(log).containsExactly(1);
        Codec.copy(two).execute(1, "2");
        assertThat(log).containsExactly(1, "2");
        Codec.copy(three).execute(1, "2", 3L);
        assertThat(log).containsExactly(1, "2", 3L);
        Codec.copy(four).execute(1, "2", 3L, null);
        assertThat(log).containsExactly(1, "2", 3L, null);
        Codec.copy(zero).run();
        assertThat(log).isEmpty();
        Call<String> call = () -> "0";
        Call1<String, String> call1 = a -> a + "1";
        Call2<String, String, String> call2 = (a, b) -> a + b + "2";
        Call3<String, String, String, String> call3 = (a, b, c) -> a + b + c + "3";
        assertThat(Codec.copy(call).call()).isEqualTo("0");
        assertThat(Codec.copy(call1).call("a")).isEqualTo("a1");
        assertThat(Codec.copy(call2).call("a", "b")).isEqualTo("ab2");
        assertThat(Codec.copy(call3).call("a", "b", "c")).isEqualTo("abc3");
    }

    @Test
    void primitiveCaptures() throws Exception {
        byte a = 1;
        short b = 2;
        char c = 3;
        int d = 4;
        long e = 5;
        float f = 6;
        double g = 7;
        boolean h = true;
        Call<Double> call = () -> sum(a, b, c, d, e, f, g, h);
        assertThat(Codec.copy(call).call()).isEqualTo(29.0);
    }

    @Test
    void capturesOfEveryFastForm() throws Exception {
        List<Integer> view = new ArrayList<>(List.of(1, 2, 3)).subList(1, 3);
        Optional<String> optional = Optional.of("x");
        Map.Entry<String, Integer> entry = Map.entry("k", 1);
        Person person = new Person("p");
        int[] array = {1, 2};
        Call<List<Object>> call = () -> List.of(view, optional, entry, person, array.length);
        assertThat(Codec.usesObjectStream(call)).isFalse();
        assertThat(Codec.copy(call).call()).isEqualTo(List.of(view, optional, entry, person, 2));
    }

    @Test
    void serializableCapturesGoThroughTheObjectStream() throws Exception {
        Holder<Optional<String>> holder = new Holder<>(Optional.of("in"));
        Call<Object> call = () -> holder.content;
        assertThat(Codec.usesObjectStream(call)).isTrue();
        assertThat(Codec.copy(call).call()).isEqualTo(Optional.of("in"));
        assertThat(Codec.copy(call)).isInstanceOf(ReflectiveFunction.class);
    }

    @Test
    void constructors() throws Exception {
        Call1<String, Person> ofRecord = Person::new;
        Call<ArrayList<Integer>> ofList = ArrayList::new;
        Call1<Integer, int[]> ofArray = int[]::new;
        Call1<Integer, Holder<Integer>> generic = Holder::new;
        assertThat(Codec.copy(ofRecord).call("n")).isEqualTo(new Person("n"));
        assertThat(Codec.copy(ofList).call()).isEmpty();
        assertThat(Codec.copy(ofArray).call(3)).hasSize(3);
        assertThat(Codec.copy(generic).call(3).content).isEqualTo(3);
    }

    @Test
    void boundAndUnboundInstanceMethods() throws Exception {
        Call1<String, Integer> unbound = String::length;
        Call<Integer> bound = "four"::length;
        Call1<String, Boolean> boundWithArgument = "four"::startsWith;
        Call2<String, String, String> unboundWithArgument = String::concat;
        assertThat(Codec.copy(unbound).call("abc")).isEqualTo(3);
        assertThat(Codec.copy(bound).call()).isEqualTo(4);
        assertThat(Codec.copy(boundWithArgument).call("fo")).isTrue();
        assertThat(Codec.copy(unboundWithArgument).call("a", "b")).isEqualTo("ab");
        Call1<Object, Integer> list = new ArrayList<>(List.of(5, 6))::indexOf;
        assertThat(Codec.copy(list).call(6)).isEqualTo(1);
        Call1<Integer, Integer> get = List.of(5, 6)::get;
        assertThat(Codec.copy(get).call(1)).isEqualTo(6);
        Call1<Person, String> accessor = Person::name;
        assertThat(Codec.copy(accessor).call(new Person("x"))).isEqualTo("x");
        Call<Object> inherited = new Holder<>(1)::content;
        assertThat(Codec.copy(inherited).call()).isEqualTo(1);
        Call1<Object, String> string = Object::toString;
        assertThat(Codec.copy(string).call(12)).isEqualTo("12");
        Call1<List<String>, Integer> size = List::size;
        assertThat(Codec.copy(size).call(List.of("a"))).isEqualTo(1);
    }

    @Test
    void interfaceMethodsDefaultAndPrivate() throws Exception {
        Person person = new Person("ann");
        Call1<String, String> greet = person::greet;
        assertThat(Codec.copy(greet).call("hi")).isEqualTo("hi ann");
        Call2<Greeter, String, String> unbound = Greeter::greet;
        assertThat(Codec.copy(unbound).call(person, "yo")).isEqualTo("yo ann");
    }

    @Test
    void superThisAndPrivateMethods() throws Exception {
        Derived derived = new Derived();
        assertThat(Codec.copy(derived.viaSuper()).call()).isEqualTo("base");
        assertThat(Codec.copy(derived.viaThis()).call()).isEqualTo("derived");
        assertThat(Codec.copy(derived.viaPrivate()).call()).isEqualTo("hidden");
        Call1<Base, String> virtual = Base::who;
        assertThat(Codec.copy(virtual).call(derived)).isEqualTo("derived");
    }

    @Test
    void varargs() throws Exception {
        Call2<String, String, String> adapted = FunctionTest::join;
        Call1<String[], String> plain = FunctionTest::join;
        Call2<Integer, Integer, List<Integer>> generic = FunctionTest::listOf;
        assertThat(Codec.copy(adapted).call("a", "b")).isEqualTo("a+b");
        assertThat(Codec.copy(plain).call(new String[] {"a", "b"})).isEqualTo("a+b");
        assertThat(Codec.copy(generic).call(1, 2)).containsExactly(1, 2);
    }

    @Test
    void valueFunctionAsAction() throws Exception {
        AtomicInteger unused = new AtomicInteger();
        Action action = unused::incrementAndGet;
        Codec.copy(action).execute();
        assertThat(unused).hasValue(0);
        Action2<List<Integer>, Integer> add = List::add;
        List<Integer> list = new ArrayList<>();
        Codec.copy(add).execute(list, 5);
        assertThat(list).containsExactly(5);
    }

    @Test
    void recordsThatAreFunctions() throws Exception {
        assertThat(Codec.copy(new Multiply(6)).call(7)).isEqualTo(42);
        Codec.copy(new Note("noted")).run();
        assertThat(log).containsExactly("noted");
    }

    @Test
    void nestedFunctionCaptures() throws Exception {
        Call1<Integer, Integer> inner = FunctionTest::twice;
        int offset = 1;
        Call1<Integer, Integer> outer = x -> inner.call(x) + offset;
        Call<Integer> outermost = () -> outer.call(20) + inner.call(1);
        assertThat(Codec.copy(outermost).call()).isEqualTo(43);
        Action.of((a, b) -> record(a, b), 1, List.of(2)).run();
        Action bound = Codec.copy(Action.of((a, b) -> record(a, b), 1, List.of(2)));
        log.clear();
        bound.run();
        assertThat(log).containsExactly(1, List.of(2));
        Codec.copy(Action.of((Integer a) -> record(a), 5)).run();
        assertThat(log).containsExactly(5);
        Codec.copy(Action.of((a, b, c) -> record(a, b, c), 5, "6", '7')).run();
        assertThat(log).containsExactly(5, "6", '7');
    }

    @Test
    void decodedFunctionTravelsOn() throws Exception {
        int[] state = {20};
        Call1<Integer, Integer> call = x -> x + state[0];
        Call1<Integer, Integer> second = Codec.copy(Codec.copy(call));
        assertThat(second.call(22)).isEqualTo(42);
        Holder<Call1<Integer, Integer>> holder = Codec.copy(new Holder<>(second));
        assertThat(holder.content.call(1)).isEqualTo(21);
        assertThat(second).hasToString(FunctionTest.class.getName() + "::" + implName(second));
    }

    private static String implName(Object function) {
        String text = function.toString();
        return text.substring(text.indexOf("::") + 2);
    }

    @Test
    void exceptionsComeOutAsTheyWereThrown() throws Exception {
        Action checked = FunctionTest::fails;
        Action copy = Codec.copy(checked);
        assertThatThrownBy(copy::execute).isExactlyInstanceOf(IOException.class).hasMessage("original");
        Call<Object> error = () -> {
            throw new StackOverflowError("mine");
        };
        assertThatThrownBy(Codec.copy(error)::call).isExactlyInstanceOf(StackOverflowError.class);
        Call1<Integer, Integer> twice = FunctionTest::twice;
        assertThatThrownBy(() -> Codec.copy(twice).call(null)).isInstanceOf(NullPointerException.class);
        Call1<String, Integer> unbound = String::length;
        assertThatThrownBy(() -> Codec.copy(unbound).call(null)).isInstanceOf(NullPointerException.class);
        Call1<Integer, Integer> thrower = x -> {
            throw new IllegalArgumentException("theirs " + x);
        };
        assertThatThrownBy(() -> Codec.copy(thrower).call(1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("theirs 1");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void argumentsOfWrongTypesAreClassCastExceptions() throws Exception {
        Call1 twice = Codec.copy((Call1<Integer, Integer>) FunctionTest::twice);
        assertThatThrownBy(() -> twice.call("x")).isInstanceOf(ClassCastException.class);
        Call1 length = Codec.copy((Call1<String, Integer>) String::length);
        assertThatThrownBy(() -> length.call(1)).isInstanceOf(ClassCastException.class);
    }

    @Test
    void hotFunctionsBecomeRealLambdas() throws Exception {
        int offset = 3;
        Call1<Integer, Integer> call = Codec.copy((Call1<Integer, Integer>) x -> x + offset);
        Action action = Codec.copy((Action) () -> log.add(1));
        log = new ArrayList<>();
        assertThat(runsReflectively(call)).isTrue();
        boolean wrong = false;
        for (int i = 0; i < 20_000; i++) {
            wrong |= call.call(i) != i + 3;
            action.execute();
        }
        assertThat(log).hasSize(20_000);
        assertThat(wrong).isFalse();
        assertThat(runsReflectively(call)).isFalse();
        assertThat(Codec.copy(call).call(1)).isEqualTo(4);
    }

    private static boolean runsReflectively(Object call) throws Exception {
        var field = ReflectiveFunction.class.getDeclaredField("lambda");
        field.setAccessible(true);
        return field.get(call) == null;
    }

    @Test
    @SuppressWarnings("unchecked")
    void otherSerializableFunctionsArriveAsLambdas() throws Exception {
        String prefix = "p";
        Function<String, String> function = (Function<String, String> & Serializable) s -> prefix + s;
        assertThat(Codec.copy(function).apply("x")).isEqualTo("px");
        Comparator<Person> comparator = Comparator.comparing((Function<Person, String> & Serializable) Person::name);
        assertThat(Codec.copy(comparator).compare(new Person("a"), new Person("b")))
                .isNegative();
        assertThat(Codec.copy(comparator.reversed()).compare(new Person("a"), new Person("b")))
                .isPositive();
        assertThat(Codec.copy(Comparator.<String>naturalOrder()).compare("a", "b"))
                .isNegative();
        Person person = new Person("n"); // not serializable by itself: the capture must go our way
        Optional<Person> optional = Optional.of(person);
        Supplier<Optional<Person>> supplier = (Supplier<Optional<Person>> & Serializable) () -> optional;
        assertThat(Codec.copy(supplier).get()).contains(person);
        Map<String, Object> nested = Codec.copy(Map.of("f", new Holder<>(supplier)));
        assertThat(((Holder<Supplier<Optional<Person>>>) nested.get("f")).content.get())
                .contains(person);
    }

    interface Marker {}

    interface Special extends Call<String> {}

    @Test
    void lambdasWithMoreThanOurInterfaceKeepIt() throws Exception {
        Call<String> marked = (Call<String> & Marker) () -> "marked";
        assertThat(Codec.copy(marked)).isInstanceOf(Marker.class);
        assertThat(Codec.copy(marked).call()).isEqualTo("marked");
        Call<String> twice = (Call<String> & Serializable) () -> "serializable";
        assertThat(Codec.copy(twice)).isInstanceOf(ReflectiveFunction.class);
        Special special = () -> "special";
        assertThat(Codec.copy(special).call()).isEqualTo("special");
    }

    @Test
    void anonymousClassesTravelWithTheObjectStream() throws Exception {
        int captured = 5;
        Call<Integer> anonymous = newCall(captured);
        assertThat(Codec.copy(anonymous).call()).isEqualTo(5);
    }

    private static Call<Integer> newCall(int captured) {
        return new Call<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Integer call() {
                return captured;
            }
        };
    }

    @Test
    void stackOfADecodedFunctionIsShort() throws Exception {
        Call<Integer> depth = () -> Thread.currentThread().getStackTrace().length;
        int direct = depth.call();
        assertThat(Codec.copy(depth).call() - direct).isLessThanOrEqualTo(6);
    }

    @Test
    void sameFunctionTwiceInOneValueIsOneShape() throws Exception {
        List<Call<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int n = i;
            calls.add(() -> n);
        }
        assertThat(Codec.encode(calls).length).isLessThan(2_000);
        List<Call<Integer>> copy = Codec.copy(calls);
        assertThat(copy.get(99).call()).isEqualTo(99);
    }
}
