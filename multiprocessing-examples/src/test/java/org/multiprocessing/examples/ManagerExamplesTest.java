package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.examples.ExamplesTest.outputOf;

import org.junit.jupiter.api.Test;

/** The examples of managers, run as programs: what they print, and how they exit. */
class ManagerExamplesTest {
    @Test
    void customManagedObjectIsCalledInTheServer() throws Exception {
        assertThat(outputOf("CustomManagedObject"))
                .containsExactly("{Dracula=Mina}", "runs in the server: true", "Turin has lent Dracula to Mina");
    }

    @Test
    void remoteManagerServesThoseWhoKnowTheKey() throws Exception {
        var output = ExamplesTest.run("RemoteManager").output();
        assertThat(output)
                .hasSize(4)
                .startsWith("the second program reads: [the first program was here]")
                .contains("the board says: [the first program was here, and the second]", "turned away: 1");
        assertThat(output.get(1)).startsWith("refused: ").contains("key");
    }
}
