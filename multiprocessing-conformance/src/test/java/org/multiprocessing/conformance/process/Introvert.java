package org.multiprocessing.conformance.process;

import static org.multiprocessing.Multiprocessing.currentProcess;

import java.io.IOException;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** A subclass that tells whether it is the process that it runs in, and what it may do as that. */
class Introvert extends Process {
    private static final long serialVersionUID = 1L;

    private final Mark mark;

    Introvert(StartMethod method, Mark mark) {
        super(o -> o.withStartMethod(method));
        this.mark = mark;
    }

    @Override
    public void run() throws IOException {
        onTerminate(() -> {});
        mark.set(Boolean.toString(currentProcess().equals(this)));
    }
}
