package org.multiprocessing.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which arguments leave a child its cache. What JVMs do with them is tried in the conformance suite. */
class AotFlagsTest {
    private static boolean areTaken(List<String> inherited, List<String> own, Map<String, String> environment) {
        LaunchSpec spec = new LaunchSpec(
                null, own, environment, null, ProcessBuilder.Redirect.INHERIT, ProcessBuilder.Redirect.INHERIT);
        return AotFlags.areTaken(inherited, spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xmx8m",
                "-Xmx30G",
                "-Xmx31457280k",
                "-Xmx67108864",
                "-XX:MaxHeapSize=1g",
                "-Xss1m",
                "-Xlog:gc",
                "-XX:+UseG1GC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-OmitStackTraceInFastThrow",
                "-ea:org.example...",
                "-Dsun.net.inetaddr.ttl=60",
                "-Da=--add-opens"
            })
    void areTaken(String argument) {
        assertThat(areTaken(List.of(), List.of(argument), Map.of())).isTrue();
        assertThat(areTaken(List.of(argument), List.of("-Xmx1g"), Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xmx2m",
                "-Xmx31g",
                "-Xmx1t",
                "-Xms40g",
                "-Xmx",
                "-Xmxk",
                "-Xmx1x",
                "-Xmx-1g",
                "-Xmx999999999999999t",
                "-Xmx9999999999999999999999",
                "-XX:UseG1GCs",
                "-XX:+Unheard",
                "-XX:SharedArchiveFile=x",
                "-Xshare:off",
                "-Xbootclasspath/a:x",
                "-javaagent:x",
                "-agentlib:jdwp",
                "--add-opens",
                "--add-modules=java.sql",
                "-cp",
                "@file",
                "-Djava.system.class.loader=x",
                "-Djdk.module.addmods.0=x"
            })
    void areRefused(String argument) {
        assertThat(areTaken(List.of(), List.of(argument), Map.of())).isFalse();
        assertThat(areTaken(List.of(argument), List.of("-Xmx1g"), Map.of())).isFalse();
    }

    /** A quarter of a test machine's memory, the heap of a child without -Xmx, is less than 30 GiB. */
    @Test
    void noArgumentsAreTaken() {
        assertThat(areTaken(List.of(), List.of(), Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void argumentsFromTheEnvironmentAreNotLookedInto(String variable) {
        assertThat(areTaken(List.of(), List.of(), Map.of(variable, "-ea"))).isFalse();
    }
}
