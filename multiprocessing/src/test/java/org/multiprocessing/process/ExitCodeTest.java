package org.multiprocessing.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiprocessing.internal.layout.ProcessLayout;

/** The rule that tells a signal from a code; see docs/design/start-methods.md. */
class ExitCodeTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # raw, orderly, terminated, requested, crash, expected
            0,   true,  false, false, 0,  0
            1,   true,  false, false, 0,  1
            7,   true,  false, false, 0,  7
            137, true,  false, false, 0,  137
            137, false, false, false, 0,  -9
            143, true,  false, true,  0,  -15
            143, true,  true,  false, 0,  -15
            143, true,  false, false, 0,  143
            143, false, false, false, 0,  143
            134, false, false, false, 11, -11
            1,   false, false, false, 11, -11
            134, false, false, false, 0,  -6
            130, false, false, false, 0,  -2
            3,   false, false, false, 0,  3
            255, false, false, false, 0,  255
            """)
    void isInterpreted(int raw, boolean orderly, boolean terminated, boolean requested, int crash, int expected) {
        int mark = (orderly ? ProcessLayout.MARK_ORDERLY : 0) | (terminated ? ProcessLayout.MARK_TERMINATED : 0);
        int request = requested ? ProcessLayout.REQUEST_TERMINATE : 0;
        assertThat(ExitCode.interpret(raw, mark, request, crash)).isEqualTo(expected);
    }
}
