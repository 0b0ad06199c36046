package org.multiprocessing.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.memory.StructValue;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Barrier;

/** What the contracts of the JDK's collections leave open: functions, what others do meanwhile, copies. */
class ManagedFunctionsTest {
    private static int served;

    private final LocalHost objects = new LocalHost();

    private <E> List<E> list(List<E> elements) {
        return objects.list(elements);
    }

    // ---- functions

    /** It may meet a value that somebody else has put meanwhile, and then it runs again. */
    @Test
    void functionThatIsNotSerializableRunsHereAgainIfSomebodyElseWasQuicker() {
        ConcurrentMap<String, Integer> dict = objects.dict(Map.of("a", 1));
        List<Integer> seen = new ArrayList<>();
        int result = dict.compute("a", (key, value) -> {
            seen.add(value);
            if (value == 1) {
                dict.put("a", 10);
            }
            return value + 1;
        });
        assertThat(result).isEqualTo(11);
        assertThat(seen).containsExactly(1, 10);
        seen.clear();
        dict.merge("a", 5, (value, added) -> {
            seen.add(value);
            if (value == 11) {
                dict.replace("a", 20);
            }
            return value + added;
        });
        assertThat(seen).containsExactly(11, 20);
        dict.replaceAll((key, value) -> {
            if (value == 25) {
                dict.put("a", 30);
            }
            return value + 1;
        });
        assertThat(dict).containsExactly(Map.entry("a", 31));
    }

    /** Arrays equal only themselves: what was seen is told by its version. */
    @Test
    void valuesThatEqualNothingCanBeComputed() {
        ConcurrentMap<String, int[]> dict = objects.dict(Map.of("a", new int[] {1}));
        assertThat(dict.compute("a", (key, value) -> new int[] {value[0] + 1})).containsExactly(2);
        assertThat(dict.computeIfPresent("a", (key, value) -> new int[] {value[0] + 1}))
                .containsExactly(3);
        assertThat(dict.merge("a", new int[] {4}, (value, other) -> new int[] {value[0] + other[0]}))
                .containsExactly(7);
        dict.replaceAll((key, value) -> new int[] {value[0] + 1});
        assertThat(dict.get("a")).containsExactly(8);
        assertThat(dict.values().removeIf(value -> value[0] == 8)).isTrue();
        assertThat(dict).isEmpty();
    }

    @Test
    void serializableFunctionRunsInTheServerOnce() {
        ConcurrentMap<String, Integer> dict = objects.dict(Map.of("a", 1));
        served = 0;
        String[] captured = {"here"};
        BiFunction<String, Integer, Integer> function =
                (BiFunction<String, Integer, Integer> & Serializable) (key, value) -> {
                    served++;
                    captured[0] = "a copy";
                    return value == null ? 100 : value + 1;
                };
        assertThat(dict.compute("a", function)).isEqualTo(2);
        assertThat(dict.computeIfPresent("b", function)).isNull();
        assertThat(dict.compute("b", function)).isEqualTo(100);
        assertThat(dict.merge("b", 1, (BiFunction<Integer, Integer, Integer> & Serializable) Integer::sum))
                .isEqualTo(101);
        dict.replaceAll((BiFunction<String, Integer, Integer> & Serializable) (key, value) -> value * 2);
        assertThat(dict).isEqualTo(Map.of("a", 4, "b", 202));
        assertThat(served).isEqualTo(2);
        assertThat(captured).containsExactly("here");
    }

    @Test
    void listsTakeFunctionsOfBothKinds() {
        List<Integer> list = list(List.of(3, 1, 2, 4));
        list.sort(null);
        assertThat(list).containsExactly(1, 2, 3, 4);
        list.sort(Comparator.reverseOrder());
        assertThat(list).containsExactly(4, 3, 2, 1);
        list.sort((one, other) -> Integer.compare(one % 2, other % 2));
        assertThat(list).containsExactly(4, 2, 3, 1);
        list.replaceAll(i -> i * 10);
        list.replaceAll((UnaryOperator<Integer> & Serializable) i -> i + 1);
        assertThat(list).containsExactly(41, 21, 31, 11);
        assertThat(list.removeIf(i -> i == 21)).isTrue();
        assertThat(list.removeIf((Predicate<Integer> & Serializable) i -> i == 31))
                .isTrue();
        assertThat(list.removeIf(i -> i == 31)).isFalse();
        assertThat(list).containsExactly(41, 11);
        list.subList(0, 2).sort(null);
        assertThat(list).containsExactly(11, 41);
    }

    @Test
    void failingFunctionChangesNothing() {
        List<Integer> list = list(List.of(1, 2, 3));
        UnaryOperator<Integer> failing = (UnaryOperator<Integer> & Serializable) i -> 6 / (i - 2);
        assertThatThrownBy(() -> list.replaceAll(failing)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> list.replaceAll(i -> 6 / (i - 2))).isInstanceOf(ArithmeticException.class);
        assertThat(list).containsExactly(1, 2, 3);
        ConcurrentMap<String, Integer> dict = objects.dict(Map.of("a", 2));
        assertThatThrownBy(() -> dict.compute("a", (key, value) -> 6 / (value - 2)))
                .isInstanceOf(ArithmeticException.class);
        assertThatNullPointerException().isThrownBy(() -> dict.replaceAll((key, value) -> null));
        assertThat(dict).containsEntry("a", 2);
    }

    // ---- what others do meanwhile

    @Test
    void iteratorsGoOverACopyAndChangeTheVeryElement() {
        List<String> list = list(List.of("a", "b", "c", "d"));
        ListIterator<String> iterator = list.listIterator();
        assertThat(iterator.next()).isEqualTo("a");
        assertThat(iterator.next()).isEqualTo("b");
        list.addFirst("new");
        list.remove("c");
        iterator.set("B");
        assertThat(list).containsExactly("new", "a", "B", "d");
        assertThat(iterator.next()).as("it was there at the beginning").isEqualTo("c");
        iterator.remove();
        iterator.add("after b");
        assertThat(list).containsExactly("new", "a", "B", "after b", "d");
        assertThat(iterator.next()).isEqualTo("d");
        list.set(4, "D");
        assertThatThrownBy(() -> iterator.set("e")).isInstanceOf(ConcurrentModificationException.class);
        iterator.remove(); // another one is there now
        assertThat(list).containsExactly("new", "a", "B", "after b", "D");
    }

    @Test
    void viewsRemoveNothingThatSomebodyElseHasChanged() {
        ConcurrentMap<String, Integer> dict = objects.dict(Map.of("a", 1));
        assertThat(dict.values().removeIf(value -> {
                    dict.put("a", 2);
                    return value == 1;
                }))
                .isFalse();
        Iterator<Map.Entry<String, Integer>> entries = dict.entrySet().iterator();
        Map.Entry<String, Integer> entry = entries.next();
        entry.setValue(3);
        assertThat(dict).containsEntry("a", 3);
        entries.remove();
        assertThat(dict).isEmpty();
    }

    /** Whatever values they have by then. */
    @Test
    void keysAreRemovedAlsoIfTheirValuesHaveChanged() {
        ConcurrentMap<String, Integer> dict = objects.dict(Map.of("a", 1));
        assertThat(dict.keySet().removeIf(key -> {
                    dict.put("a", 2);
                    return key.equals("a");
                }))
                .isTrue();
        assertThat(dict).isEmpty();
    }

    /** Somebody else may have removed some of them, and this says what it has done itself. */
    @Test
    void onlyWhatIsStillThereIsRemoved() {
        List<Integer> list = list(List.of(1, 2, 3, 4));
        assertThat(list.removeIf(i -> {
                    list.clear();
                    return true;
                }))
                .isFalse();
        list.addAll(List.of(1, 2, 3, 4));
        List<Integer> part = list.subList(0, 2);
        assertThat(part.removeIf(i -> {
                    list.remove((Object) 1);
                    return true;
                }))
                .isTrue();
        assertThat(part).as("of two places, one is gone").containsExactly(3);
        assertThat(list).containsExactly(3, 4);
    }

    /** As everything that goes over several elements. */
    @Test
    void viewsAndOthersOfTheirKindAreComparedByOneCallEach() {
        ConcurrentMap<String, Integer> dict = objects.dict(Map.of("a", 1, "b", 2, "c", 3));
        ConcurrentMap<String, Integer> same = objects.dict(dict);
        List<Integer> list = list(List.of(1, 2, 3));
        Set<Integer> set = objects.set();
        set.addAll(list);
        Set<Integer> sameSet = objects.set();
        sameSet.addAll(list);
        assertThat(calls(() -> dict.keySet().equals(Set.of("a", "b", "c")))).isEqualTo(1);
        assertThat(calls(() ->
                        dict.entrySet().equals(Map.of("a", 1, "b", 2, "c", 3).entrySet())))
                .isEqualTo(1);
        assertThat(calls(() -> dict.keySet().containsAll(List.of("a", "b")))).isEqualTo(1);
        assertThat(calls(() -> dict.values().containsAll(List.of(3, 2)))).isEqualTo(1);
        assertThat(calls(() -> dict.entrySet().containsAll(List.of(Map.entry("a", 1), Map.entry("b", 2)))))
                .isEqualTo(1);
        assertThat(calls(() -> list.subList(1, 3).containsAll(List.of(3, 2)))).isEqualTo(2);
        assertThat(calls(() -> dict.equals(same))).isEqualTo(2);
        assertThat(calls(() -> list.equals(list(List.of(1, 2, 3))))).isEqualTo(2);
        assertThat(calls(() -> set.equals(sameSet))).isEqualTo(2);
    }

    /** Counts the calls that are made for something that is so. */
    private int calls(BooleanSupplier question) {
        int before = objects.calls();
        assertThat(question.getAsBoolean()).isTrue();
        return objects.calls() - before;
    }

    @Test
    void failureOfTheFunctionIsToldAlsoIfTheRestFailsToo() {
        Queue<Integer> queue = objects.queue();
        queue.addAll(List.of(1, 2, 3));
        assertThatThrownBy(() -> queue.drainTo(new AbstractList<>() {
                    @Override
                    public Integer get(int index) {
                        throw new AssertionError();
                    }

                    @Override
                    public int size() {
                        return 0;
                    }

                    @Override
                    public boolean add(Integer item) {
                        queue.free();
                        throw new ArithmeticException("on purpose");
                    }
                }))
                .isInstanceOf(ArithmeticException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(ObjectClosedException.class));
        StructValue<Pair> pair = objects.struct(new Pair(1, 2));
        assertThatThrownBy(() -> pair.updateAndGet(old -> {
                    pair.free();
                    throw new ArithmeticException("on purpose");
                }))
                .isInstanceOf(ArithmeticException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(ObjectClosedException.class));
        Barrier barrier = objects.barrier(1, () -> {
            throw new ArithmeticException("on purpose");
        });
        assertThatThrownBy(barrier::await).isInstanceOf(ArithmeticException.class);
    }

    record Pair(int first, int second) {}

    // ---- copies

    @Test
    void elementsAreCopies() {
        List<List<Integer>> list = list(List.of());
        List<Integer> own = new ArrayList<>(List.of(1));
        list.add(own);
        own.add(2);
        list.get(0).add(3);
        assertThat(list).containsExactly(List.of(1));
    }

    @Test
    void viewsTravelAsCopies() throws Exception {
        ConcurrentMap<String, Integer> dict = objects.dict(Map.of("a", 1));
        assertThat(LocalHost.copy(dict.keySet())).isEqualTo(Set.of("a"));
        assertThat(LocalHost.copy(new ArrayList<>(List.of(dict.values()))).getFirst())
                .containsExactly(1);
        assertThat(LocalHost.copy(dict.entrySet())).isEqualTo(Set.of(Map.entry("a", 1)));
        assertThat(LocalHost.copy(list(List.of(1, 2, 3)).subList(1, 3))).isEqualTo(List.of(2, 3));
    }

    @Test
    void whatCannotTravelIsInNoCollection() {
        Object stays = new Object();
        assertThat(list(List.of(1)).contains(stays)).isFalse();
        assertThat(list(List.of(1)).indexOf(stays)).isEqualTo(-1);
        assertThat(list(List.of(1)).remove(stays)).isFalse();
        assertThat(objects.set().contains(stays)).isFalse();
        assertThat(objects.dict(Map.of()).containsKey(stays)).isFalse();
        assertThat(objects.dict(Map.of()).get(stays)).isNull();
        List<Object> list = list(List.of(1, 2));
        assertThat(list.removeAll(List.of(stays, 2))).isTrue();
        assertThat(list.retainAll(List.of(stays, 1))).isFalse();
        assertThat(list).containsExactly(1);
        Set<Object> set = objects.set();
        set.addAll(List.of(1, 2));
        assertThat(set.removeAll(List.of(stays, 2))).isTrue();
        assertThat(set.retainAll(List.of(stays))).isTrue();
        assertThat(set).isEmpty();
        Set<Object> keys = objects.<Object, Object>dict(Map.of(1, 1, 2, 2)).keySet();
        assertThat(keys.removeAll(List.of(stays, 2))).isTrue();
        assertThat(keys.retainAll(List.of(stays, 1))).isFalse();
        assertThat(keys).containsExactly(1);
    }

    @Test
    void nullIsAllowedInListsAndSetsOnly() {
        List<Object> list = list(Collections.emptyList());
        list.add(null);
        assertThat(list.contains(null)).isTrue();
        Set<Object> set = objects.set();
        assertThat(set.add(null)).isTrue();
        assertThat(set.contains(null)).isTrue();
        assertThatNullPointerException()
                .isThrownBy(() -> objects.dict(Map.of()).put("a", null))
                .withMessageContaining("never null");
    }

    // ---- namespaces

    @Test
    void namespaceIsABagOfNamedValues() {
        Namespace namespace = objects.namespace();
        namespace.set("x", 10);
        namespace.set("none", null);
        assertThat(namespace.get("x")).isEqualTo(10);
        assertThat(namespace.get("x", int.class)).isEqualTo(10);
        assertThat(namespace.get("none")).isNull();
        assertThat(namespace.names()).containsExactly("x", "none");
        assertThat(namespace).hasToString("Namespace[x, none]");
        assertThatThrownBy(() -> namespace.get("x", String.class))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("x is a java.lang.Integer, not a java.lang.String: 10");
        assertThatThrownBy(() -> namespace.get("y"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("no y")
                .hasMessageContaining("[x, none]");
        assertThat(namespace.remove("x")).isTrue();
        assertThat(namespace.remove("x")).isFalse();
    }
}
