package org.multiprocessing.benchmarks.rows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.child.Python;
import org.multiprocessing.benchmarks.child.Scripts;
import org.multiprocessing.benchmarks.child.Station;
import org.multiprocessing.benchmarks.measure.Contender;
import org.multiprocessing.benchmarks.measure.Effort;
import org.multiprocessing.benchmarks.programs.BareHello;
import org.multiprocessing.benchmarks.programs.ThreadPool;

/**
 * What rows find on the machine.
 *
 * @param effort how much is measured
 * @param pythons the CPythons, the usual one first
 * @param scripts what they run
 * @param childFlags the JVM arguments of the library's children
 */
public record Surroundings(Effort effort, List<Python> pythons, Scripts scripts, List<String> childFlags) {
    static final String PP4J = "PP4J";
    static final String CPYTHON = "CPython";
    static final String THREADS = "threads";
    static final String BARE_JAVA = "bare java";
    static final String BARE_LIKE_CHILD = "bare java like our children";

    Surroundings withEffort(Effort other) {
        return new Surroundings(other, pythons, scripts, childFlags);
    }

    /** Says whether time is short, and what is only shown, and no goal refers to, is left out. */
    boolean brief() {
        return effort.brief();
    }

    /** Returns a contender that stays and takes samples. */
    Contender station(String name, String group, List<String> command) {
        return new Contender(name, group, () -> Station.open(command, effort));
    }

    /** Returns the JDK's thread pool, doing the same inside one JVM. */
    Contender threadPool(String what, int threads, int tasks) {
        String name = "thread pool, " + threads + " threads";
        return station(name, THREADS, JavaPrograms.bare(List.of(), ThreadPool.class, what, threads, tasks));
    }

    /** Returns the command that runs another one, and all that it starts, on one processor. */
    static List<String> onOneProcessor(List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", "0"));
        pinned.addAll(command);
        return List.copyOf(pinned);
    }

    /** Returns ours, as one that stays. */
    Contender ours(Class<?> program, Object... arguments) {
        return station(Contender.OURS, Contender.OURS, JavaPrograms.ours(program, arguments));
    }

    /** Returns PP4J, as one that stays. */
    Contender pp4j(Class<?> program, Object... arguments) {
        return new Contender(PP4J + " 2.2", PP4J, () -> Station.open(JavaPrograms.peer(program, arguments), effort));
    }

    /** Returns a contender for each CPython; the name is CPython's with what is added, the group without the version. */
    List<Contender> each(
            String added, Function<List<String>, Contender.Opener> opener, String script, Object... arguments) {
        List<Contender> contenders = new ArrayList<>();
        for (Python python : pythons) {
            contenders.add(contender(python, added, opener, script, arguments));
        }
        return contenders;
    }

    /** The same for {@code python3} alone: what is only shown. */
    List<Contender> first(
            String added, Function<List<String>, Contender.Opener> opener, String script, Object... arguments) {
        return pythons.stream()
                .limit(1)
                .map(python -> contender(python, added, opener, script, arguments))
                .toList();
    }

    private Contender contender(
            Python python,
            String added,
            Function<List<String>, Contender.Opener> opener,
            String script,
            Object... arguments) {
        Path file = scripts.get(script);
        return new Contender(python.name() + added, CPYTHON + added, opener.apply(python.command(file, arguments)));
    }

    /** Returns how a Python program that stays is opened. */
    Function<List<String>, Contender.Opener> staying() {
        return command -> () -> Station.open(command, effort);
    }

    /** Returns the command for a JVM that prints a line, with the arguments that our children get. */
    List<String> helloLikeChild() {
        return JavaPrograms.bare(childFlags, BareHello.class);
    }
}
