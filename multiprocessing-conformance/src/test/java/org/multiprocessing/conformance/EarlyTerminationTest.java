package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.Multiprocessing.context;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.ExitReport;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** A process may be terminated at any moment of its boot. */
@Tag("core")
class EarlyTerminationTest {
    private static final int MOMENTS = 20;

    /** Would catch a signal that is sent to a JVM in the midst of its initialisation, which then prints that this failed. */
    @Test
    void processTerminatedWhileItBootsEndsAsAnyOtherAndSaysNothing() throws Exception {
        for (int moment = 0; moment < MOMENTS; moment++) {
            Process process = context(StartMethod.SPAWN)
                    .process(() -> Delays.pass(Delays.LONG))
                    .start();
            Delays.pass(Delays.SHORT.multipliedBy(2L * moment).dividedBy(MOMENTS));
            process.terminate();
            assertThat(process.join(Delays.LONG)).as("ended").isTrue();
            ExitReport report = process.exitReport().orElseThrow();
            assertThat(report.errorTail()).isEmpty();
            assertThat(report.exitCode()).isEqualTo(-15);
            assertThat(report.signal()).hasValue("SIGTERM");
        }
    }
}
