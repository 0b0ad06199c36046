package org.multiprocessing.conformance.crash;

import java.io.Serializable;
import java.util.Objects;
import java.util.stream.Stream;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.serial.Shared;

/** What a scene is played with; null is what it does not need. */
record Stage(Queue<Object> queue, JoinableQueue<Object> tasks, Receiver<Object> receiver, Sender<Object> sender)
        implements Serializable {
    static Stage of(Queue<Object> queue) {
        return new Stage(queue, null, null, null);
    }

    static Stage of(JoinableQueue<Object> tasks) {
        return new Stage(null, tasks, null, null);
    }

    static Stage of(Pipe<Object> pipe) {
        return new Stage(null, null, pipe.receiver(), pipe.sender());
    }

    static Stage of(Queue<Object> queue, Pipe<Object> pipe) {
        return new Stage(queue, null, pipe.receiver(), pipe.sender());
    }

    void free() {
        Stream.of(queue, tasks, receiver, sender).filter(Objects::nonNull).forEach(Shared::free);
    }
}
