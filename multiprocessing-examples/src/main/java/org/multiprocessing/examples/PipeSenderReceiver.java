package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.io.EOFException;
import java.util.List;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;

/** Sends values from one process to another through a pipe: one-way until the end of the stream, two-way until an end mark. */
class PipeSenderReceiver {
    static void send(Sender<Integer> out) throws Exception {
        for (int i = 0; i < 10; i++) {
            int value = (int) (Math.random() * 100);
            IO.println("sends " + value);
            out.send(value);
        }
    } // that this process ends is the end of the stream

    static void receive(Receiver<Integer> in) throws Exception {
        try {
            while (true) {
                IO.println("receives " + in.receive());
            }
        } catch (EOFException _) {
            IO.println("the end");
        }
    }

    static void answer(Connection<Integer> questions) throws Exception {
        for (int i = questions.receive(); i >= 0; i = questions.receive()) {
            questions.send(i * i);
        }
        IO.println("no more questions");
    }

    static void main() throws Exception {
        Pipe<Integer> pipe = pipe();
        var sender = process(PipeSenderReceiver::send, pipe.sender()).start();
        var receiver = process(PipeSenderReceiver::receive, pipe.receiver()).start();
        pipe.sender().close(); // or this process could still send, and the stream would have no end
        joinAll(List.of(sender, receiver));

        DuplexPipe<Integer> duplex = duplexPipe();
        var answering = process(PipeSenderReceiver::answer, duplex.far()).start();
        for (int i = 1; i <= 10; i++) {
            duplex.near().send(i);
            IO.println(i + " squared is " + duplex.near().receive());
        }
        duplex.near().send(-1);
        answering.join();

        Pipe<List<Object>> list = pipe();
        process(() -> list.sender().send(List.of(42, "hello", true))).start();
        IO.println("from a child: " + list.receiver().receive());
    }
}
