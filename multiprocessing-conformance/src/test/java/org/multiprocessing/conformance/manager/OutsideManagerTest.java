package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.NoLeaks;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.ManagerOptions;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.sync.Barrier;

/** What a manager makes for those who connect to it, with and without functions. */
class OutsideManagerTest {
    private static final AuthKey KEY = AuthKey.of("key");
    private static final String KNOB = "ManagerOptions.withFunctions()";

    private static Manager closedToFunctions;
    private static Manager openToFunctions;

    @BeforeAll
    static void begin() {
        closedToFunctions = Multiprocessing.manager(o -> o.withAuthKey(KEY));
        openToFunctions = Multiprocessing.manager(o -> o.withAuthKey(KEY).withFunctions());
    }

    @AfterAll
    static void end() {
        closedToFunctions.close();
        openToFunctions.close();
    }

    private static Manager connect(Manager server, UnaryOperator<ManagerOptions> options) throws Exception {
        return Multiprocessing.connectManager(server.address(), KEY, options);
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    @Nested
    class WithoutFunctions implements NoLeaks.Hosted {
        @ParameterizedTest
        @EnumSource
        void everyObjectCanBeMadeAndUsed(BuiltIn type) throws Exception {
            long objects = closedToFunctions.objectCount();
            try (Manager client = connect(closedToFunctions, o -> o)) {
                type.use(client);
            }
            Await.equal("objects", objects, closedToFunctions::objectCount);
        }

        /** In a JVM and a session of its own. */
        @Test
        void anUnrelatedProgramUsesAll(@TempDir Path sessions) throws Exception {
            Path file = ((UnixDomainSocketAddress) closedToFunctions.address()).getPath();
            try (Program program = Program.start(sessions, OutsideProgram.class, file.toString(), "key")) {
                assertThat(program.awaitLine("done")).isEqualTo("" + BuiltIn.values().length);
                assertThat(program.awaitExit()).as("%s", program).isZero();
            }
        }

        /** Whatever the client's own options say. */
        @Test
        void functionsAreRefusedByNameOfTheOption() throws Exception {
            for (UnaryOperator<ManagerOptions> options :
                    List.<UnaryOperator<ManagerOptions>>of(o -> o, ManagerOptions::withFunctions)) {
                try (Manager client = connect(closedToFunctions, options)) {
                    long refused = client.refusedCount();
                    ConcurrentMap<String, Integer> dict = client.dict(Map.of("a", 1));
                    List<Integer> list = client.list(List.of(2, 1));
                    List<Aside.Work> sending = List.of(
                            () -> dict.compute("a", (BiFunction<String, Integer, Integer> & Serializable)
                                    (_, _) -> Integer.valueOf(7)),
                            () -> dict.merge("a", 1, (BinaryOperator<Integer> & Serializable) Integer::sum),
                            () -> dict.computeIfAbsent("b", (Function<String, Integer> & Serializable) String::length),
                            () -> dict.replaceAll(
                                    (BiFunction<String, Integer, Integer> & Serializable) (_, value) -> value + 1),
                            () -> list.sort((Comparator<Integer> & Serializable) Integer::compare),
                            () -> list.removeIf((Predicate<Integer> & Serializable) value -> value == 1),
                            () -> list.replaceAll((UnaryOperator<Integer> & Serializable) value -> value + 1),
                            () -> client.barrier(1, () -> System.exit(1)),
                            () -> client.pool(1),
                            () -> client.host(Desk.class, () -> new HostedDesk("a")));
                    for (Aside.Work work : sending) {
                        assertThatThrownBy(work::run).hasMessageContaining(KNOB);
                    }
                    assertThat(client.refusedCount()).isEqualTo(refused + sending.size());
                    assertThat(dict).containsExactly(Map.entry("a", 1));
                    assertThat(list).containsExactly(2, 1);
                }
            }
        }
    }

    @Nested
    class WithFunctions implements NoLeaks.Hosted {
        @Test
        void theyRunInTheServer() throws Exception {
            try (Manager client = connect(openToFunctions, ManagerOptions::withFunctions)) {
                long server = client.host(Desk.class, () -> new HostedDesk("a")).pid();
                assertThat(server).isNotEqualTo(pid());
                ConcurrentMap<String, Long> dict = client.dict(Map.of("merged", 0L));
                dict.compute("computed", (BiFunction<String, Long, Long> & Serializable) (_, _) -> pid());
                dict.merge("merged", 0L, (BinaryOperator<Long> & Serializable) (_, _) -> pid());
                dict.computeIfAbsent("absent", (Function<String, Long> & Serializable) _ -> pid());
                assertThat(dict)
                        .containsEntry("computed", server)
                        .containsEntry("merged", server)
                        .containsEntry("absent", server);
                List<Long> list = client.list(List.of(0L, 1L));
                list.replaceAll((UnaryOperator<Long> & Serializable) _ -> pid());
                assertThat(list).containsExactly(server, server);
                assertThat(list.removeIf((Predicate<Long> & Serializable) value -> value == pid()))
                        .isTrue();
            }
        }

        /** It goes to the last one to come, and runs there. */
        @Test
        void aBarrierHasItsAction() throws Exception {
            try (Manager client = connect(openToFunctions, ManagerOptions::withFunctions)) {
                Barrier barrier = client.barrier(1, () -> Thread.currentThread().setName("met"));
                Aside<String> party = Aside.call(() -> {
                    barrier.await();
                    return Thread.currentThread().getName();
                });
                assertThat(party.result()).isEqualTo("met");
            }
        }

        @Test
        void aPoolRunsTasksInChildrenOfTheServer() throws Exception {
            try (Manager client = connect(openToFunctions, ManagerOptions::withFunctions)) {
                Pool pool = client.pool(1);
                try {
                    assertThat(pool.map(x -> x * x, List.of(1, 2, 3))).containsExactly(1, 4, 9);
                    assertThat(pool.apply(() -> pid())).isNotEqualTo(pid());
                } finally {
                    pool.terminate();
                }
            }
        }

        /** For all others plain lambdas run here, as often as it takes. */
        @Test
        void whatIsNotSerializableRunsInTheClient() throws Exception {
            try (Manager client = connect(openToFunctions, ManagerOptions::withFunctions)) {
                ConcurrentMap<String, Long> dict = client.dict();
                dict.compute("a", (_, _) -> pid());
                assertThat(dict).containsEntry("a", pid());
            }
        }
    }
}
