package org.multiprocessing.conformance.launch;

import static org.multiprocessing.Multiprocessing.activeChildren;
import static org.multiprocessing.Multiprocessing.process;

import java.nio.file.Path;
import java.util.Optional;
import org.multiprocessing.conformance.support.Await;

/** Programs for {@link AotCacheTest}, chosen by the first argument. None prints anything but what is said. */
final class AotProgram {
    private static final String MAKER = "multiprocessing-aot-cache";
    private static final String TRAINING = "AotTraining";

    private AotProgram() {}

    public static void main(String... arguments) throws Exception {
        switch (arguments[0]) {
            case "children" -> startEach(arguments);
            case "make" -> make();
            case "leave" -> leaveWhileMaking();
            case "fail" -> startAndJoin(AotProgram::fail);
            case "maker" -> {
                startAndJoin(AotProgram::nothing);
                System.out.println("maker " + maker().isPresent());
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Starts a child with the arguments of each form, and prints those that fail. Their classes are listed in a folder. */
    private static void startEach(String... arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        for (int i = 2; i < arguments.length; i++) {
            String[] form = arguments[i].isEmpty() ? new String[0] : arguments[i].split(" ");
            String log = "-Xlog:class+load:file=" + folder.resolve((i - 2) + ".txt");
            var child = process(
                            AotProgram::nothing, o -> o.withJvmArguments(log).withJvmArguments(form))
                    .start();
            child.join();
            if (child.exitCode().getAsInt() != 0) {
                System.out.println("with " + arguments[i] + ": " + child.exitReport());
            }
        }
    }

    /** Starts children before and after the cache has been made, or the try to make it is over. */
    private static void make() throws Exception {
        startAndJoin(AotProgram::nothing);
        Optional<Thread> maker = maker();
        if (maker.isPresent()) {
            Await.join("the end of making the cache", maker.get());
        }
        startAndJoin(AotProgram::nothing);
        startAndJoin(AotProgram::nothing);
    }

    /** Returns from main while the training runs; prints how many children it has, and the pids of the training. */
    private static void leaveWhileMaking() throws Exception {
        startAndJoin(AotProgram::nothing);
        Await.until("a worker of the training", () -> trainingPids().contains(" "));
        System.out.println("children " + activeChildren().size());
        System.out.println("training " + trainingPids());
    }

    private static String trainingPids() {
        StringBuilder pids = new StringBuilder();
        ProcessHandle.current().children().filter(AotProgram::isTraining).forEach(training -> {
            pids.append(training.pid());
            training.descendants().forEach(each -> pids.append(' ').append(each.pid()));
        });
        return pids.toString();
    }

    static boolean isTraining(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(TRAINING);
    }

    private static Optional<Thread> maker() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(MAKER))
                .findAny();
    }

    private static void startAndJoin(org.multiprocessing.serial.Action target) throws InterruptedException {
        process(target).start().join();
    }

    private static void nothing() {}

    private static void fail() {
        throw new IllegalStateException("asked for");
    }
}
