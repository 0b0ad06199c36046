package org.multiprocessing.conformance.process;

import java.io.IOException;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** A process written as a subclass, with fields. */
class Greeter extends Process {
    private static final long serialVersionUID = 1L;

    private final Mark mark;
    private String greeting;

    Greeter(StartMethod method, Mark mark, String greeting) {
        super(o -> o.withStartMethod(method));
        this.mark = mark;
        this.greeting = greeting;
    }

    String greeting() {
        return greeting;
    }

    @Override
    public void run() throws IOException {
        greeting += " from " + name();
        mark.set(greeting);
    }
}
