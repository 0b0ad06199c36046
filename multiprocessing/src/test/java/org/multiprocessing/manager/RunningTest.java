package org.multiprocessing.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interrupt reaches the call that it is meant for, and no other. */
class RunningTest {
    private final Running running = new Running();

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void theRunningCallIsInterrupted() {
        running.begin(3);
        running.cancel(3);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        running.end();
        assertThat(Thread.currentThread().isInterrupted())
                .as("does not reach the next one")
                .isFalse();
    }

    /** It may overtake the call, which comes another way. */
    @Test
    void aCallThatHasNotBegunIsInterruptedWhenItBegins() {
        running.begin(3);
        running.cancel(4);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        running.end();
        running.begin(4);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        running.end();
    }

    @Test
    void aCallThatHasEndedDoesNotInterruptTheNext() {
        running.begin(3);
        running.end();
        running.cancel(3);
        running.begin(4);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        running.end();
        running.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).as("nothing runs").isFalse();
    }
}
