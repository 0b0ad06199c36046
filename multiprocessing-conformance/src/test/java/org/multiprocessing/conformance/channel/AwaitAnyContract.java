package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.channel.SimpleQueue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Waitable;

/** Waiting for several: receivers, queues, events and processes together. */
@Tag("core")
public abstract class AwaitAnyContract extends ChannelContract {
    /** CPython TestWait.test_wait, and its slow variant: messages of several processes, until all have closed. */
    @Test
    void receiversOfSeveralProcessesAreServedUntilAllHaveEnded() throws Exception {
        int children = 3;
        List<Receiver<String>> open = new ArrayList<>();
        Map<Receiver<String>, List<String>> received = new HashMap<>();
        List<Process> processes = new ArrayList<>();
        for (int c = 0; c < children; c++) {
            Pipe<String> pipe = newPipe();
            Sender<String> out = pipe.sender();
            int child = c;
            processes.add(start(() -> {
                for (int i = 0; i < 10; i++) {
                    if (i % 5 == child) {
                        Delays.pass(Delays.SHORT);
                    }
                    out.send(child + ":" + i);
                }
                out.close();
            }));
            if (has(Trait.JVM)) {
                out.close();
            }
            open.add(pipe.receiver());
            received.put(pipe.receiver(), new ArrayList<>());
        }
        while (!open.isEmpty()) {
            for (Receiver<String> ready : Waitable.awaitAny(open)) {
                try {
                    received.get(ready).add(ready.receive());
                } catch (EOFException e) {
                    open.remove(ready);
                }
            }
        }
        List<List<String>> all = new ArrayList<>(received.values());
        all.sort((one, other) -> one.get(0).compareTo(other.get(0)));
        for (int c = 0; c < children; c++) {
            assertThat(all.get(c)).hasSize(10);
            for (int i = 0; i < 10; i++) {
                assertThat(all.get(c).get(i)).isEqualTo(c + ":" + i);
            }
        }
        for (Process process : processes) {
            ended(process);
        }
    }

    /** CPython test_wait_timeout, test_neg_timeout. */
    @Test
    void timesAreKeptAndTheOrderIsThatOfTheArgument() throws Exception {
        Pipe<Integer> pipe = newPipe();
        Queue<Integer> queue = newQueue();
        SimpleQueue<Integer> simple = own(context().simpleQueue());
        Event event = own(context().event());
        List<Waitable> all = List.of(event, simple, pipe.receiver(), queue);
        for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThat(Waitable.awaitAny(all, time)).isEmpty();
        }
        takesItsTime(
                Delays.SHORT,
                () -> assertThat(Waitable.awaitAny(all, Delays.SHORT)).isEmpty());
        assertThat(Waitable.awaitAny(List.of(), Duration.ZERO)).isEmpty();
        queue.put(1);
        assertThat(Waitable.awaitAny(all)).containsExactly(queue);
        pipe.sender().send(1);
        assertThat(Waitable.awaitAny(all, Duration.ofSeconds(Long.MAX_VALUE))).containsExactly(pipe.receiver(), queue);
        simple.put(1);
        event.set();
        assertThat(Waitable.awaitAny(all, Duration.ofSeconds(-1))).isEqualTo(all);
        assertThat(Waitable.awaitAny(List.of(queue, queue))).containsExactly(queue, queue);
        interruptedIsRefused(() -> Waitable.awaitAny(all));
        Queue<Integer> other = newQueue();
        interruptEnds(() -> Waitable.awaitAny(List.of(other, newPipe().receiver())));
        interruptEnds(() -> Waitable.awaitAny(List.of(other), Duration.ofDays(1)));
    }

    /** CPython test_wait_integer: a process among the others. */
    @Test
    void eachKindMakesItselfHeard() throws Exception {
        Pipe<Integer> pipe = newPipe();
        Queue<Integer> queue = newQueue();
        Queue<Integer> go = newQueue();
        Queue<Integer> over = newQueue();
        Event event = own(context().event());
        Sender<Integer> out = pipe.sender();
        Process child = start(() -> {
            for (int step = go.take(); step < 5; step = go.take()) {
                switch (step) {
                    case 0 -> out.send(step);
                    case 1 -> queue.put(step);
                    case 2 -> event.set();
                    case 3 -> over.shutdown();
                    default -> out.close();
                }
            }
        });
        if (has(Trait.JVM)) {
            out.close();
        }
        List<Waitable> all = List.of(child, pipe.receiver(), queue, event, over);
        Waitable[] expected = {pipe.receiver(), queue, event, over, pipe.receiver()};
        for (int step = 0; step < expected.length; step++) {
            List<Waitable> waited = step == 4 ? List.of(child, pipe.receiver(), queue, event) : all;
            assertThat(Waitable.awaitAny(waited, Delays.SHORT))
                    .as("before step %s", step)
                    .isEmpty();
            Aside<List<Waitable>> waiter = Aside.call(step % 2 == 0, () -> Waitable.awaitAny(waited));
            go.put(step);
            assertThat(waiter.result()).containsExactly(expected[step]);
            if (step == 0) {
                pipe.receiver().receive();
            }
            queue.poll();
            event.clear();
        }
        assertThat(pipe.receiver().isReady()).isTrue();
        go.put(5);
        assertThat(Waitable.awaitAny(List.of(child, queue, event))).containsExactly(child);
    }

    /** Whoever dies makes those ready whose other end it was. */
    @Test
    void deathMakesReady() throws Exception {
        needs(Trait.KILL);
        Pipe<Integer> pipe = newPipe();
        Queue<Integer> queue = newQueue();
        Sender<Integer> out = pipe.sender();
        Process child = startDoomed(() -> {
            queue.take();
            out.isClosed();
            Way.SIGKILL.take();
        });
        out.close();
        Aside<List<Waitable>> waiter = Aside.call(() -> Waitable.awaitAny(List.<Waitable>of(pipe.receiver(), queue)));
        waiter.waits();
        queue.put(1);
        Waitable ready = waiter.result().get(0);
        if (ready.equals(queue)) { // the parent was quicker than the child
            child.join();
            assertThat(Waitable.awaitAny(List.of(pipe.receiver(), queue))).containsExactly(pipe.receiver());
        }
        child.join();
    }

    /** Nobody of many virtual threads keeps another one from waiting, or from being told. */
    @Test
    void virtualThreadsWait() throws Exception {
        Queue<Integer> first = newQueue();
        Pipe<Integer> second = newPipe();
        List<Aside<List<Waitable>>> waiters = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            waiters.add(Aside.call(true, () -> Waitable.awaitAny(List.<Waitable>of(first, second.receiver()))));
        }
        waiters.get(199).waits();
        inChild(() -> second.sender().send(1));
        for (Aside<List<Waitable>> waiter : waiters) {
            assertThat(waiter.result()).containsExactly(second.receiver());
        }
    }
}
