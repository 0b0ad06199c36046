package org.multiprocessing.manager;

import java.util.function.Supplier;
import org.multiprocessing.serial.ObjectClosedException;

/** What adaptors say of themselves, also when the server cannot be asked. */
final class Texts {
    private Texts() {}

    /** Returns a text that is read from the server, or why it cannot be. */
    static String ofContent(String name, Supplier<String> content) {
        try {
            return content.get();
        } catch (RemoteException | ObjectClosedException e) {
            return name + "[out of reach: " + e + "]";
        }
    }

    static String of(String name, HostedService service) {
        return name + "[" + content(service) + "]";
    }

    static String content(HostedService service) {
        try {
            return service.text();
        } catch (RuntimeException e) {
            return "out of reach: " + e;
        }
    }
}
