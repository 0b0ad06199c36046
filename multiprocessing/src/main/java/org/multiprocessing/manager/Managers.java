package org.multiprocessing.manager;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.internal.launch.Launcher;
import org.multiprocessing.internal.shm.Session;

/** Makes managers; programs use the front door, as in {@code Multiprocessing.manager}. */
public final class Managers {
    private static final AtomicInteger FILES = new AtomicInteger();

    private Managers() {}

    /**
     * Starts a manager.
     *
     * @param shared whether its server is a process, or this JVM, whose processes are threads
     * @param options changes the options
     * @return the manager, ready
     */
    public static Manager create(boolean shared, UnaryOperator<ManagerOptions> options) {
        ManagerOptionsImpl chosen = (ManagerOptionsImpl) options.apply(ManagerOptionsImpl.DEFAULTS);
        if (chosen.address() != null && chosen.key() == null) {
            throw new IllegalArgumentException(
                    "a manager with an address, and without a key that those who come there must know;"
                            + " give it one with withAuthKey(key)");
        }
        if (shared && !Session.isOpen()) {
            Launcher.prepare();
        }
        if (chosen.address() == null && chosen.key() != null) {
            Session session = Session.current();
            chosen = chosen.withAddress(UnixDomainSocketAddress.of(
                    session.folder().resolve("manager-" + session.slot() + "-" + FILES.incrementAndGet())));
        }
        return shared ? ProcessManager.start(chosen) : LocalManager.start(chosen);
    }

    /**
     * Makes a server that is part of this program.
     *
     * @param options changes the options; an address and a key are needed
     * @return the server, serving
     * @throws IOException if the system refuses the address
     */
    public static ManagerServer server(UnaryOperator<ManagerOptions> options) throws IOException {
        ManagerOptionsImpl chosen = (ManagerOptionsImpl) options.apply(ManagerOptionsImpl.DEFAULTS);
        if (chosen.address() == null || chosen.key() == null) {
            throw new IllegalArgumentException(
                    "a server needs an address, and a key that those who come there must know;"
                            + " give them with withAddress(address) and withAuthKey(key)");
        }
        refuse(
                chosen.process() != null,
                "withProcess",
                "a server that is part of this program has no process of its own");
        refuse(chosen.initializer() != null, "withInitializer", "do that before the server is made");
        return EmbeddedServer.open(chosen);
    }

    /**
     * Connects to a server.
     *
     * @param address where it listens
     * @param key what it must know
     * @param options changes the options
     * @return the connection
     * @throws org.multiprocessing.channel.AuthenticationException if the server does not know the key, or does not accept our proof
     * @throws IOException if there is no server, or it does not do its part in time
     */
    public static Manager connect(SocketAddress address, AuthKey key, UnaryOperator<ManagerOptions> options)
            throws IOException {
        ManagerOptionsImpl chosen = (ManagerOptionsImpl) options.apply(ManagerOptionsImpl.DEFAULTS);
        refuse(chosen.address() != null, "withAddress", "the address to connect to is an argument");
        refuse(chosen.key() != null, "withAuthKey", "the key is an argument");
        refuse(chosen.process() != null, "withProcess", "a connection has no process");
        refuse(chosen.initializer() != null, "withInitializer", "a connection has no process");
        return SocketManager.connect(address, key, chosen);
    }

    private static void refuse(boolean given, String option, String why) {
        if (given) {
            throw new IllegalArgumentException(option + " is of no use here: " + why);
        }
    }
}
