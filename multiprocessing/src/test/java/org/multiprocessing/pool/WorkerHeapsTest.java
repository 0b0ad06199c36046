package org.multiprocessing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.launch.WorkerStart;
import org.multiprocessing.process.ProcessOptions;

/** What the workers of a pool are given, under a limit that the test has made up. */
class WorkerHeapsTest {
    private static final String LIMIT = "multiprocessing.memory";

    private final WorkerHeaps heaps = new WorkerHeaps();

    @AfterEach
    void forgetTheLimit() {
        System.clearProperty(LIMIT);
    }

    private static void limit(long parents, long more) {
        System.setProperty(LIMIT, Long.toString(parents * Runtime.getRuntime().maxMemory() + more));
    }

    private static boolean isGivenAHeap(ProcessOptions options) {
        return ((WorkerStart) options).choosesHeap();
    }

    @Test
    void whatFitsIsLeftAsItIs() {
        limit(8, 0);
        ProcessOptions options = ProcessOptions.defaults();
        assertThat(heaps.bounded(options, 2)).isSameAs(options);
    }

    @Test
    void whatDoesNotFitIsDivided() {
        limit(2, 0);
        assertThat(isGivenAHeap(heaps.bounded(ProcessOptions.defaults(), 4))).isTrue();
    }

    @Test
    void whatTheProgramSaysIsLeftAsItIs() {
        limit(2, 0);
        for (ProcessOptions said : new ProcessOptions[] {
            ProcessOptions.defaults().withMaxHeapBytes(1L << 30),
            ProcessOptions.defaults().withJvmArguments("-ea", "-XX:MaxRAMPercentage=10"),
            ProcessOptions.defaults().withEnvironment(java.util.Map.of("_JAVA_OPTIONS", "-Xmx1g"))
        }) {
            assertThat(heaps.bounded(said, 4)).isSameAs(said);
        }
    }

    @Test
    void whatCannotFitIsRefused() {
        limit(1, 1);
        assertThatThrownBy(() -> heaps.bounded(ProcessOptions.defaults(), 4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("4 workers");
    }

    @Test
    void limitThatIsNoneIsRefused() {
        for (String wrong : new String[] {"", "0", "-1", "lots"}) {
            System.setProperty(LIMIT, wrong);
            assertThatThrownBy(() -> heaps.bounded(ProcessOptions.defaults(), 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-D" + LIMIT + "=" + wrong);
        }
    }
}
