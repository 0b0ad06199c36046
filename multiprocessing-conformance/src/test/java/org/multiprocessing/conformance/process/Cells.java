package org.multiprocessing.conformance.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.Process;

/** What each method of a process answers, in words, so that a child can tell its parent. Nothing here ends a process that may be ended. */
final class Cells {
    private Cells() {}

    private interface Action {
        void run() throws Exception;
    }

    static Map<String, String> of(Process process) {
        Map<String, String> cells = new LinkedHashMap<>();
        ask(cells, "start", process::start);
        act(cells, "join", process::join);
        ask(cells, "joinTimeout", () -> process.join(Delays.SHORT));
        ask(cells, "isAlive", process::isAlive);
        ask(cells, "isReady", process::isReady);
        act(cells, "terminate", process::terminate);
        act(cells, "kill", process::kill);
        act(cells, "interrupt", process::interrupt);
        ask(cells, "exitCode", process::exitCode);
        ask(cells, "exitReport", process::exitReport);
        ask(cells, "pid", process::pid);
        ask(cells, "toHandle", () -> process.toHandle().map(ProcessHandle::pid));
        ask(cells, "onExit", () -> process.onExit().isDone());
        act(cells, "onTerminate", () -> process.onTerminate(() -> {}));
        ask(cells, "name", process::name);
        ask(cells, "isDaemon", process::isDaemon);
        ask(cells, "state", process::state);
        ask(cells, "toString", process::toString);
        act(cells, "close", process::close);
        ask(cells, "stateAfterClose", process::state);
        return cells;
    }

    private static void act(Map<String, String> cells, String method, Action action) {
        ask(cells, method, () -> {
            action.run();
            return "done";
        });
    }

    private static void ask(Map<String, String> cells, String method, Callable<Object> question) {
        String answer;
        try {
            answer = String.valueOf(question.call());
        } catch (IllegalStateException e) {
            answer = "refused: " + e.getMessage();
        } catch (Exception e) {
            answer = e.toString();
        }
        cells.put(method, answer);
    }
}
