package org.multiprocessing.conformance.manager;

import java.io.IOException;
import java.util.List;
import org.multiprocessing.manager.Proxied;
import org.multiprocessing.serial.Call1;

/** An interface with one of each kind of methods, for objects that a manager hosts. */
public interface Desk extends Named<String> {
    long pid();

    int add(int number);

    int sum(int... numbers);

    /** Returns what it was given, or what stands for that. */
    Object echo(Object value);

    /** Keeps what it was given. */
    void keep(Object value);

    Object kept();

    /** Adds to what it was given, which the caller does not see. */
    List<String> extend(List<String> list);

    int apply(Call1<Integer, Integer> function) throws Exception;

    void fail(String message) throws IOException;

    /** Throws what nobody else has. */
    void failOddly();

    Object unsendable();

    @Proxied
    Desk drawer();

    @Proxied
    Desk none();

    /** Waits until it is opened. */
    void await() throws InterruptedException;

    /** The same, whatever interrupts it. */
    void awaitStubbornly();

    /** The same, and then returns another desk. */
    @Proxied
    Desk stubbornDrawer();

    int waiting();

    void open();

    default int twice(int number) {
        return add(number) + add(number);
    }
}
