package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Program;

/** A listener in a process that has no descriptor left takes newcomers again as soon as it has one, and does not spin until then. */
class DescriptorTest {
    @TempDir
    Path folder;

    @Test
    void listenerOutlivesTheLackOfDescriptors() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell that could set the limit");
        Path go = folder.resolve("go");
        List<String> limit = List.of("/bin/sh", "-c", "ulimit -n 150 && exec \"$@\"", "sh");
        List<Peer> waiting = new ArrayList<>();
        try (Program program = Program.startBy(limit, folder, DescriptorProgram.class, go.toString())) {
            int port = Integer.parseInt(program.awaitLine("port"));
            for (int i = 0; i < 5; i++) {
                waiting.add(Peer.connect(Ends.tcp(port)));
            }
            Delays.pass(Delays.SMALL.multipliedBy(2));
            Files.createFile(go);
            assertThat(Integer.parseInt(program.awaitLine("cpu"))).isLessThan((int) Delays.SMALL.toMillis());
            try (Connection<Object> client = Multiprocessing.client(Ends.tcp(port), Ends.KEY)) {
                assertThat(client.receive()).isEqualTo("served");
            }
            program.awaitLine("end");
            assertThat(program.awaitExit()).isZero();
            assertThat(program.errors().stream().filter(line -> line.contains("cannot take newcomers")))
                    .hasSize(1);
        } finally {
            waiting.forEach(Peer::close);
        }
    }
}
