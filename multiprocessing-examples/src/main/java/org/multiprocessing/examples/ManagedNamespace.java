package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.List;
import org.multiprocessing.manager.Namespace;

/** Shares named values: a child reads what its parent has set, changes it, and adds its own. */
class ManagedNamespace {
    static void change(Namespace shared) {
        shared.set("count", shared.get("count", int.class) + 1);
        shared.set("greeting", "hello from " + currentProcess().name());
    }

    static void main() throws InterruptedException {
        try (var manager = manager()) {
            var shared = manager.namespace();
            shared.set("count", 41);
            joinAll(List.of(process(ManagedNamespace::change, shared).start()));
            IO.println("count: " + shared.get("count"));
            IO.println("greeting: " + shared.get("greeting"));
            IO.println("names: " + shared.names());
        }
    }
}
