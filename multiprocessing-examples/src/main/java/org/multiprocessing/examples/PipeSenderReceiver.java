package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.io.EOFException;
import java.util.List;
import java.util.Random;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;

/** Sends values from one process to another through a pipe: one-way until the end of the stream, two-way until an end mark. */
class PipeSenderReceiver {
    static void send(Sender<Integer> out) throws Exception {
        var random = new Random();
        for (int i = 0; i < 10; i++) {
            int value = random.nextInt(100);
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

    static void ask(Connection<Integer> connection) throws Exception {
        for (int i = 1; i <= 10; i++) {
            connection.send(i);
            IO.println(i + " squared is " + connection.receive());
        }
        connection.send(-1);
    }

    static void answer(Connection<Integer> connection) throws Exception {
        for (int i = connection.receive(); i >= 0; i = connection.receive()) {
            connection.send(i * i);
        }
        IO.println("no more questions");
    }

    static void tell(Sender<List<Object>> out) throws Exception {
        out.send(List.of(42, "hello", true));
    }

    static void main() throws Exception {
        Pipe<Integer> pipe = pipe();
        var sender = process(PipeSenderReceiver::send, pipe.sender()).start();
        var receiver = process(PipeSenderReceiver::receive, pipe.receiver()).start();
        pipe.sender().close(); // or this process could still send, and the stream would have no end
        joinAll(List.of(sender, receiver));

        DuplexPipe<Integer> duplex = duplexPipe();
        joinAll(List.of(
                process(PipeSenderReceiver::ask, duplex.near()).start(),
                process(PipeSenderReceiver::answer, duplex.far()).start()));

        Pipe<List<Object>> answer = pipe();
        process(PipeSenderReceiver::tell, answer.sender()).start();
        IO.println("from a child: " + answer.receiver().receive());
    }
}
