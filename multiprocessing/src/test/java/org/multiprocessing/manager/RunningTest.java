package org.multiprocessing.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Interrupts of calls, which come by another way than the calls. */
class RunningTest {
    private final Running running = new Running();

    private void call(long number, boolean interrupted) {
        running.begin(number);
        assertThat(Thread.currentThread().isInterrupted()).isEqualTo(interrupted);
        assertThat(running.isCancelled()).isEqualTo(interrupted);
        running.end();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void interruptThatComesBeforeItsCallIsKept() {
        running.cancel(1);
        call(1, true);
        call(2, false);
    }

    /** Threads take numbers and lanes in any order. */
    @Test
    void interruptOfACallWithASmallerNumberThanAnEarlierOneIsKept() {
        call(6, false);
        running.cancel(5);
        call(5, true);
    }

    @Test
    void interruptThatComesAfterItsCallIsForgotten() {
        call(1, false);
        running.cancel(1);
        call(2, false);
    }

    @Test
    void theEndOfTheClientInterruptsWhatBeginsAfterwards() {
        running.interrupt();
        call(1, true);
    }
}
