package org.multiprocessing.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.serial.Action;

/**
 * What the process of a manager's server does: runs the initializer, lets clients in, and waits until it is asked to end.
 *
 * @param door where clients come in
 */
record ServerMain(DoorEnds door, ServerSettings settings) implements Action {
    @Override
    public void execute() {
        try {
            Session session = Session.current();
            session.processes().entry(session.slot()).markHost(); // a daemon, but hosted objects may start processes
            serve();
        } catch (Throwable e) { // what objects throw does not come this far
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0); // threads that objects have left behind do not hold up the end
    }

    private void serve() throws IOException, InterruptedException {
        ObjectServer server = new ObjectServer(settings.options());
        new TreeDoor(server, door.door()).open();
        Throwable failure = begin(server);
        if (failure == null) {
            server.started().complete(Addresses.toText(server.address()));
        } else {
            server.started().completeExceptionally(failure);
        }
        server.awaitShutdown();
        server.close();
    }

    private @Nullable Throwable begin(ObjectServer server) {
        try {
            if (settings.initializer() != null) {
                settings.initializer().run();
            }
            server.listen();
            return null;
        } catch (IOException e) {
            return new UncheckedIOException(e.getMessage(), e);
        } catch (Throwable e) { // of the initializer
            return e;
        }
    }
}
