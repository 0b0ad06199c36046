package org.multiprocessing.conformance.manager;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.multiprocessing.serial.Call1;

/** What a desk is in the server. */
public final class HostedDesk implements Desk {
    private String name;
    private int sum;
    private int waiting;
    private boolean open;
    private Object kept = "nothing";
    private Desk drawer;

    public HostedDesk(String name) {
        this.name = name;
    }

    @Override
    public synchronized String name() {
        return name;
    }

    @Override
    public synchronized void rename(String newName) {
        name = newName;
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public synchronized int add(int number) {
        sum += number;
        return sum;
    }

    @Override
    public int sum(int... numbers) {
        return Arrays.stream(numbers).sum();
    }

    @Override
    public Object echo(Object value) {
        return value;
    }

    @Override
    public synchronized void keep(Object value) {
        kept = value;
    }

    @Override
    public synchronized Object kept() {
        return kept;
    }

    @Override
    public List<String> extend(List<String> list) {
        list.add(name());
        return list;
    }

    @Override
    public synchronized int apply(Call1<Integer, Integer> function) throws Exception {
        sum = function.call(sum);
        return sum;
    }

    @Override
    public void fail(String message) throws IOException {
        throw new FileNotFoundException(message);
    }

    @Override
    public void failOddly() {
        throw new OddException(new Thread("cannot travel"));
    }

    /** Cannot travel, and nobody can make another one. */
    private static final class OddException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"}) // on purpose
        private final Object cause;

        OddException(Object cause) {
            super("odd");
            this.cause = cause;
        }
    }

    @Override
    public Object unsendable() {
        return new Thread("cannot travel");
    }

    @Override
    public synchronized Desk drawer() {
        if (drawer == null) {
            drawer = new HostedDesk(name + "'s drawer");
        }
        return drawer;
    }

    @Override
    public Desk none() {
        return null;
    }

    @Override
    public synchronized void await() throws InterruptedException {
        waiting++;
        try {
            while (!open) {
                wait();
            }
        } finally {
            waiting--;
        }
    }

    @Override
    public void awaitStubbornly() {
        boolean done = false;
        while (!done) {
            try {
                await();
                done = true;
            } catch (InterruptedException e) {
                // that is what it is called for
            }
        }
    }

    @Override
    public Desk stubbornDrawer() {
        awaitStubbornly();
        return new HostedDesk(name() + "'s drawer");
    }

    @Override
    public synchronized int waiting() {
        return waiting;
    }

    @Override
    public synchronized void open() {
        open = true;
        notifyAll();
    }

    @Override
    public String toString() {
        return "desk " + name();
    }
}
