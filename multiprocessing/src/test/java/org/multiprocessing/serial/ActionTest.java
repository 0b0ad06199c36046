package org.multiprocessing.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // overloads that must not be chosen
class ActionTest {

    private static String chosen(Runnable task) {
        return "Runnable";
    }

    private static String chosen(Callable<?> task) {
        return "Callable";
    }

    private static String chosen(Action task) {
        return "Action";
    }

    private static String chosen(Call<?> task) {
        return "Call";
    }

    @Test
    void winsOverloadResolutionAgainstRunnableAndCallable() {
        assertThat(chosen(() -> {})).isEqualTo("Action");
        assertThat(chosen(() -> Thread.sleep(1))).isEqualTo("Action");
        assertThat(chosen(() -> 42)).isEqualTo("Call");
        assertThat(chosen("text"::length)).isEqualTo("Call");
    }

    @Test
    void runPassesUncheckedAndWrapsChecked() {
        Action unchecked = () -> {
            throw new IllegalStateException("u");
        };
        Action error = () -> {
            throw new AssertionError("e");
        };
        Action checked = () -> {
            throw new IOException("c");
        };
        assertThatThrownBy(unchecked::run).isExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(error::run).isExactlyInstanceOf(AssertionError.class);
        assertThatThrownBy(checked::run)
                .isExactlyInstanceOf(UndeclaredThrowableException.class)
                .hasCauseExactlyInstanceOf(IOException.class)
                .hasMessageContaining("c");
    }

    @Test
    void runKeepsTheInterrupt() {
        Action interrupted = () -> {
            throw new InterruptedException();
        };
        assertThatThrownBy(interrupted::run).hasCauseExactlyInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void ofBindsArgumentsAtOnce() throws Exception {
        List<Object> seen = new ArrayList<>();
        int[] next = {0};
        Action one = Action.of(seen::add, ++next[0]);
        Action two = Action.of((a, b) -> seen.add(a + b), ++next[0], "x");
        Action three = Action.of((a, b, c) -> seen.add(a + b + c), ++next[0], "y", 'z');
        next[0] = 100;
        one.execute();
        two.execute();
        three.execute();
        assertThat(seen).containsExactly(1, "2x", "3yz");
    }
}
