package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.ManagerOptions;
import org.multiprocessing.manager.Proxied;
import org.multiprocessing.manager.RemoteException;
import org.multiprocessing.serial.ObjectClosedException;

/** What a manager does with objects of the program's own; over shared memory, or over a connection if a subclass says so. */
@Tag("core")
public abstract class ManagerContract implements Contract {
    static final AuthKey KEY = AuthKey.of("the key of these tests");

    private static final int MANY = 30;

    private Manager manager;
    private Manager client;

    /** Returns by what the tests reach the server of a manager. */
    protected Manager reach(Manager started) throws Exception {
        return started;
    }

    /** Returns how the manager is started. */
    protected ManagerOptions options(ManagerOptions defaults) {
        return defaults;
    }

    @BeforeEach
    void start() throws Exception {
        manager = context().manager(this::options);
        client = reach(manager);
    }

    @AfterEach
    void end() {
        client.close();
        manager.close();
    }

    private Desk desk() {
        return client.host(Desk.class, () -> new HostedDesk("a"));
    }

    // ---- calls

    @Test
    void methodsRunInTheServer() {
        Desk desk = desk();
        if (has(Trait.JVM)) {
            assertThat(desk.pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
        assertThat(desk.pid()).isEqualTo(desk().pid());
        assertThat(desk.add(2)).isEqualTo(2);
        assertThat(desk.add(3)).isEqualTo(5);
    }

    /** CPython's register takes a callable with arguments; here a function captures them. */
    @Test
    void severalObjectsOfOneTypeHaveTheirFactorysArguments() {
        String name = "second";
        Desk second = client.host(Desk.class, () -> new HostedDesk(name));
        Desk first = desk();
        first.add(1);
        assertThat(second.name()).isEqualTo("second");
        assertThat(second.add(10)).isEqualTo(10);
        assertThat(first.add(1)).isEqualTo(2);
    }

    @Test
    void inheritedDefaultGenericAndVarargsMethodsWork() {
        Desk desk = desk();
        Named<String> named = desk;
        named.rename("b");
        assertThat(named.name()).isEqualTo("b");
        assertThat(desk.twice(2)).isEqualTo(6);
        assertThat(desk.sum()).isZero();
        assertThat(desk.sum(1, 2, 3)).isEqualTo(6);
    }

    @Test
    void argumentsAndResultsAreCopies() {
        needs(Trait.COPY);
        List<String> mine = new ArrayList<>(List.of("x"));
        assertThat(desk().extend(mine)).containsExactly("x", "a");
        assertThat(mine).containsExactly("x");
    }

    @Test
    void nullsAndLargeValuesTravel() {
        Desk desk = desk();
        assertThat(desk.echo(null)).isNull();
        byte[] large = new byte[5 << 20];
        large[large.length - 1] = 7;
        assertThat((byte[]) desk.echo(large)).isEqualTo(large);
    }

    @Test
    void functionsRunInTheServer() throws Exception {
        Desk desk = desk();
        desk.add(4);
        int factor = 3;
        assertThat(desk.apply(x -> x * factor)).isEqualTo(12);
    }

    // ---- failures

    @Test
    void defect23_whatTheObjectThrowsComesAsItIsWithBothStacks() {
        Desk desk = desk();
        assertThatThrownBy(() -> desk.fail("no such file"))
                .isExactlyInstanceOf(FileNotFoundException.class)
                .hasMessage("no such file")
                .satisfies(e -> assertThat(List.of(e.getStackTrace()))
                        .extracting(StackTraceElement::getClassName)
                        .contains(HostedDesk.class.getName(), ManagerContract.class.getName()));
    }

    @Test
    void whatCannotTravelIsTold() {
        needs(Trait.COPY);
        Desk desk = desk();
        assertThatThrownBy(desk::failOddly).isInstanceOf(RemoteException.class).hasMessageContaining("odd");
        assertThatThrownBy(desk::unsendable)
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("Desk.unsendable()")
                .hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> desk.echo(new Thread("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(desk.add(1)).as("goes on").isEqualTo(1);
    }

    @Test
    void whatTheFactoryThrowsIsThrown() {
        assertThatThrownBy(() -> client.host(Desk.class, () -> {
                    throw new UnsupportedOperationException("no desks");
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("no desks");
        assertThatThrownBy(() -> client.host(Desk.class, () -> null)).isInstanceOf(NullPointerException.class);
    }

    interface Wrong {
        @Proxied
        String text();
    }

    @Test
    void onlyInterfacesAreHosted() {
        assertThatThrownBy(() -> client.host(HostedDesk.class, () -> new HostedDesk("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no interface");
        assertThatThrownBy(() -> client.host(Wrong.class, () -> () -> "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Proxied");
    }

    // ---- proxies

    @Test
    void whatIsProxiedStaysInTheServer() {
        Desk desk = desk();
        Desk drawer = desk.drawer();
        assertThat(drawer.name()).isEqualTo("a's drawer");
        drawer.add(5);
        assertThat(desk.drawer().add(0)).isEqualTo(5);
        assertThat(desk.drawer()).isEqualTo(drawer).hasSameHashCodeAs(drawer).isNotEqualTo(desk);
        assertThat(desk.none()).isNull();
        assertThat(drawer).hasToString("desk a's drawer");
    }

    @Test
    void aProxyGivenToAnotherObjectIsTheObjectThere() {
        needs(Trait.COPY);
        Desk outer = desk();
        Desk inner = desk();
        outer.keep(List.of(inner, "x"));
        inner.add(7);
        List<?> kept = (List<?>) outer.kept();
        assertThat(((Desk) kept.get(0)).add(1)).isEqualTo(8);
        assertThat(kept.get(0)).isEqualTo(inner);
        assertThat(outer.echo(inner)).isEqualTo(inner);
        assertThat(outer.echo(outer)).isEqualTo(outer);
    }

    @Test
    void copiesAreOfTheObjectsThemselves() {
        List<Object> list = hostedList();
        list.add("x");
        List<Object> copy = client.copyOf(list);
        assertThat(copy).isInstanceOf(ArrayList.class).containsExactly("x");
        assertThatThrownBy(() -> client.copyOf("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @SuppressWarnings("unchecked")
    private List<Object> hostedList() {
        return client.host(List.class, ArrayList::new);
    }

    /** An interface that says what equality is has it of the object. */
    @Test
    void interfacesOfTheJdkCanBeHosted() {
        List<Object> list = hostedList();
        list.add(1);
        list.add("two");
        assertThat(list.equals(List.of(1, "two"))).isTrue();
        assertThat(list.hashCode()).isEqualTo(List.of(1, "two").hashCode());
        assertThat(list).hasToString("[1, two]");
        assertThatThrownBy(() -> list.get(7)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void namedObjectsAreFound() {
        Desk desk = desk();
        client.publish("desk", desk);
        Desk inferred = client.lookup("desk");
        assertThat(inferred).isEqualTo(desk);
        assertThat(client.lookup("desk", Named.class)).isEqualTo(desk);
        assertThat(manager.lookup("desk", Desk.class).add(3)).isEqualTo(3);
        assertThatThrownBy(() -> client.lookup("desk", List.class)).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> client.lookup("chair"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("desk");
        assertThatThrownBy(() -> client.publish("desk", desk)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.publish("other", "no proxy")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsReleasedGoesAndIsRefused() throws Exception {
        long before = client.objectCount();
        Desk desk = desk();
        Desk drawer = desk.drawer();
        assertThat(client.objectCount()).isEqualTo(before + 2);
        Manager.release(desk);
        Manager.release(desk);
        assertThatThrownBy(() -> desk.add(1)).isInstanceOf(ObjectClosedException.class);
        Await.equal("objects", before + 1, client::objectCount);
        assertThat(drawer.add(1)).isEqualTo(1);
        Manager.release(drawer);
        Await.equal("objects", before, client::objectCount);
        assertThatThrownBy(() -> Manager.release("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsCollectedGoes() throws Exception {
        long before = client.objectCount();
        for (int i = 0; i < MANY; i++) {
            desk().drawer();
        }
        Await.until("the objects go", () -> {
            System.gc();
            return client.objectCount() <= before;
        });
    }

    // ---- many callers

    /** More than there are lanes or processors. */
    @Test
    void defect22_callsThatWaitKeepNobodyWaiting() throws Exception {
        Desk desk = desk();
        List<Aside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            waiters.add(Aside.run(i % 2 == 0, desk::await));
        }
        Await.equal("waiting", MANY, desk::waiting);
        assertThat(desk.add(1)).isEqualTo(1);
        desk.open();
        for (Aside<Void> waiter : waiters) {
            waiter.result();
        }
    }

    @Test
    void anInterruptIsPassedOn() throws Exception {
        Desk desk = desk();
        List<Aside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            waiters.add(Aside.run(i % 2 == 0, desk::await));
        }
        Await.equal("waiting", MANY, desk::waiting);
        for (Aside<Void> waiter : waiters) {
            waiter.thread().interrupt();
            waiter.failure(InterruptedException.class);
        }
        Await.equal("waiting", 0, desk::waiting);
    }

    @Test
    void aMethodThatDeclaresNoInterruptIsNotInterrupted() throws Exception {
        Desk desk = desk();
        Aside<Boolean> waiter = Aside.call(() -> {
            desk.awaitStubbornly();
            return Thread.interrupted();
        });
        Await.equal("waiting", 1, desk::waiting);
        waiter.thread().interrupt();
        waiter.waits();
        desk.open();
        if (has(Trait.JVM)) {
            assertThat(waiter.result()).as("the interrupt is kept").isTrue();
        }
    }

    @Test
    void manyThreadsCallAtTheSameTime() throws Exception {
        Desk desk = desk();
        int each = 100;
        List<Aside<Void>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(Aside.run(i % 2 == 0, () -> {
                for (int n = 0; n < each; n++) {
                    desk.add(1);
                }
            }));
        }
        for (Aside<Void> caller : callers) {
            caller.result();
        }
        assertThat(desk.add(0)).isEqualTo(8 * each);
    }
}
