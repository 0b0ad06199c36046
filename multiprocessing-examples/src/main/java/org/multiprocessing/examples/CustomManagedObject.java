package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.multiprocessing.manager.Proxied;

/** Hosts objects of the program's own in a manager's server: what implements an interface can be called from any process. */
class CustomManagedObject {
    /** What can be called from elsewhere. */
    public interface Library {
        void lend(String title, String reader);

        Map<String, String> lent();

        @Proxied
        Counter visitors(); // stays in the server; the caller gets a proxy

        long pid();

        default boolean isLent(String title) {
            return lent().containsKey(title);
        }
    }

    public interface Counter {
        int next();
    }

    /** What is called, in the server. */
    static class TownLibrary implements Library {
        private final String town;
        private final Map<String, String> lent = new TreeMap<>();
        private int visitors;

        TownLibrary(String town) {
            this.town = town;
        }

        @Override
        public synchronized void lend(String title, String reader) {
            String other = lent.putIfAbsent(title, reader);
            if (other != null) {
                throw new IllegalStateException(town + " has lent " + title + " to " + other);
            }
        }

        @Override
        public synchronized Map<String, String> lent() {
            return new TreeMap<>(lent); // a copy of it travels
        }

        @Override
        public Counter visitors() {
            return () -> {
                synchronized (this) {
                    visitors++;
                    return visitors;
                }
            };
        }

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }
    }

    static void visit(Library library, String title, String reader) {
        library.visitors().next();
        library.lend(title, reader);
    }

    static void main() throws InterruptedException {
        try (var manager = manager()) {
            String town = "Turin";
            Library library = manager.host(Library.class, () -> new TownLibrary(town));
            joinAll(List.of(
                    process(CustomManagedObject::visit, library, "Dracula", "Mina")
                            .start(),
                    process(CustomManagedObject::visit, library, "Emma", "Jane").start()));
            IO.println(library.lent());
            IO.println(
                    "runs in the server: " + (library.pid() != currentProcess().pid()));
            IO.println("visitors before this one: " + (library.visitors().next() - 1));
            IO.println("Emma is lent: " + library.isLent("Emma"));
            try {
                library.lend("Dracula", "Renfield");
            } catch (IllegalStateException e) {
                IO.println(e.getMessage());
            }
        }
    }
}
