package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.HashMap;
import java.util.Map;

/** Hosts an object of the program's own in a manager's server: what its interface has can be called from any process. */
class CustomManagedObject {
    interface Library {
        void lend(String title, String reader);

        Map<String, String> lent();

        long pid();
    }

    /** Lives in the server, and is called by several threads at a time. */
    static class TownLibrary implements Library {
        private final String town;
        private final Map<String, String> lent = new HashMap<>();

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
            return Map.copyOf(lent);
        }

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }
    }

    static void main() throws InterruptedException {
        try (var manager = manager()) {
            Library library = manager.host(Library.class, () -> new TownLibrary("Turin"));
            process(() -> library.lend("Dracula", "Mina")).start().join();
            IO.println(library.lent());
            IO.println(
                    "runs in the server: " + (library.pid() != currentProcess().pid()));
            try {
                library.lend("Dracula", "Renfield");
            } catch (IllegalStateException e) {
                IO.println(e.getMessage());
            }
        }
    }
}
