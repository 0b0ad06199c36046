package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.Multiprocessing.args;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.process.StartMethod;

/** The static front door, and the contexts behind it. */
class FrontDoorTest {
    /** CPython test_get_all: the default comes first, and all that are listed work. */
    @Test
    void startMethodsAreListed() {
        List<StartMethod> methods = Multiprocessing.startMethods();
        assertThat(methods).contains(StartMethod.SPAWN).doesNotHaveDuplicates();
        assertThat(methods.getFirst()).isEqualTo(Multiprocessing.startMethod());
        assertThat(StartMethod.SPAWN).hasToString("spawn");
        for (StartMethod method : methods) {
            assertThat(Multiprocessing.context(method).startMethod()).isEqualTo(method);
        }
    }

    /** CPython test_context. */
    @Test
    void defaultContextIsOne() {
        assertThat(Multiprocessing.context()).isSameAs(Multiprocessing.context());
        assertThat(Multiprocessing.context().startMethod()).isEqualTo(Multiprocessing.startMethod());
    }

    /** Every factory of a context can be called without one. */
    @Test
    void frontDoorHasEveryFactory() {
        List<String> front = Arrays.stream(Multiprocessing.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(FrontDoorTest::signature)
                .toList();
        assertThat(Arrays.stream(Context.class.getMethods()).map(FrontDoorTest::signature))
                .allMatch(front::contains);
    }

    private static String signature(Method method) {
        return method.getGenericReturnType() + " " + method.getName()
                + Arrays.toString(method.getGenericParameterTypes());
    }

    /** CPython test_cpu_count. */
    @Test
    void cpuCountIsPositive() {
        assertThat(Multiprocessing.cpuCount()).isPositive();
    }

    @Test
    void tuplesHoldTheirParts() {
        assertThat(args(1, "a").first()).isEqualTo(1);
        assertThat(args(1, "a").second()).isEqualTo("a");
        assertThat(args(1, "a", null).third()).isNull();
        assertThat(args(1, 2)).isEqualTo(args(1, 2)).isNotEqualTo(args(2, 1));
    }
}
