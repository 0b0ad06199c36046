package org.multiprocessing.conformance.manager;

import static org.multiprocessing.Multiprocessing.manager;
import static org.multiprocessing.Multiprocessing.setStartMethod;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.sync.Event;

/** A program that has a manager, with a call that waits in it and a pool that works for it, and closes neither. */
final class ForgetfulManagerProgram {
    private static final AuthKey KEY = AuthKey.of("key");

    private ForgetfulManagerProgram() {}

    /** Takes how it ends, the file of the manager's address, or none, and the start method. */
    public static void main(String... arguments) throws Exception {
        setStartMethod(StartMethod.valueOf(arguments[2]));
        Manager manager = startManager(arguments[1]);
        Desk desk = manager.host(Desk.class, () -> new HostedDesk("forgotten"));
        manager.publish("desk", desk);
        aside(desk::await);
        @SuppressWarnings("resource") // nobody closes it, which is the point
        Pool pool = manager.pool(1);
        Event begun = manager.event();
        aside(() -> pool.apply(() -> {
            begun.set();
            Way.SPIN.take();
        }));
        begun.await();
        Await.equal("waiting", 1, desk::waiting);
        System.out.println("server " + desk.pid());
        System.in.read(); // until somebody has looked
        switch (arguments[0]) {
            case "return" -> {}
            case "exit" -> System.exit(7);
            case "halt" -> Runtime.getRuntime().halt(8);
            case "throw" -> throw new IllegalStateException("on purpose");
            default -> Thread.currentThread().join();
        }
    }

    private static Manager startManager(String file) {
        SocketAddress address = UnixDomainSocketAddress.of(Path.of(file));
        return file.isEmpty()
                ? manager(o -> o.withAuthKey(KEY))
                : manager(o -> o.withAddress(address).withAuthKey(KEY));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void aside(Work work) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
            } catch (Exception e) { // the end of the program, or a mistake: then nobody waits in vain
                System.err.println(e);
            }
        });
    }

    /** Does what a program does that comes later. */
    static final class Next {
        private Next() {}

        public static void main(String... arguments) throws Exception {
            setStartMethod(StartMethod.valueOf(arguments[0]));
            try (Manager manager = Multiprocessing.manager()) {
                System.out.println("count " + manager.objectCount());
            }
        }
    }
}
