package org.multiprocessing.manager;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.cell.Lease;
import org.multiprocessing.internal.serial.DecodeException;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.internal.serial.HandleResolver;
import org.multiprocessing.internal.serial.Handles;
import org.multiprocessing.internal.serial.Peer;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * How hosted objects travel. Between a client and their own server: by number. Anywhere else in the tree: by the server's door, the object's
 * lease, and the hold of that lease that the message has.
 */
final class ProxyHandles {
    static final int KIND = 10;

    static final byte OWN = 0;
    static final byte TRAVELLING = 1;

    /** The way in, for the server's own process. */
    static final byte DOOR = 2;

    private static final String PACKAGE = ProxyHandles.class.getPackageName() + ".";

    static {
        Handles.register(KIND, new Resolver());
    }

    private ProxyHandles() {}

    static void writeAdaptor(Encoder out, Adaptor adaptor) {
        RemoteObject remote = RemoteObject.of(adaptor);
        String name = adaptor.name();
        if (remote != null) {
            remote.link().writeTravelling(out, remote, name);
            return;
        }
        TreeDoor door = TreeDoor.ofThisProcess();
        HostedObject object = door == null ? null : door.server().table().find(null, adaptor.service());
        if (door == null || object == null) {
            throw new NotShareableException(
                    "this object is not hosted by a manager of the process tree, and cannot travel",
                    "",
                    adaptor.getClass().getName(),
                    null);
        }
        writeFromServer(out, door, object, name);
    }

    /** Returns how an object of this process leaves it. */
    static HandleBacked travelling(TreeDoor door, HostedObject object) {
        return new HandleBacked() {
            @Override
            public int handleKind() {
                return KIND;
            }

            @Override
            public void writeHandle(Encoder out) {
                writeFromServer(out, door, object, "");
            }
        };
    }

    private static void writeFromServer(Encoder out, TreeDoor door, HostedObject object, String adaptor) {
        writeTravelling(out, door.key(), object.id(), object.type(), adaptor);
        writeNewHold(out, door.server().table(), object);
    }

    private static void writeNewHold(Encoder out, ObjectTable table, HostedObject object) {
        Attachment hold = null;
        Lease lease = table.lease(object);
        while (hold == null) {
            try {
                hold = lease.hold();
            } catch (ObjectClosedException e) {
                lease = table.lease(object); // the last one that held it has let go just now
            }
        }
        out.writeLong(lease.key());
        out.writeByte(0);
        Lease.giveTo(out, hold);
    }

    /** Appends all but the hold of the message. */
    static void writeTravelling(Encoder out, long door, long id, Class<?> type, String adaptor) {
        out.writeByte(TRAVELLING);
        out.writeLong(door);
        out.writeLong(id);
        out.write(type);
        out.writeString(adaptor);
    }

    /** Appends that the message holds the lease, by a hold of its own or, if it may be read more than once, by the sender's. */
    static void writeHold(Encoder out, Claim claim) {
        Lease lease = claim.lease();
        out.writeLong(lease.key());
        out.writeByte(out.isRepeated() ? 1 : 0);
        if (out.isRepeated()) {
            out.pledge(claim.pledge());
        } else {
            lease.holdBy(out);
        }
    }

    private static final class Resolver implements HandleResolver {
        @Override
        public Object read(Decoder in) throws IOException {
            byte form = in.readByte();
            if (form != OWN && isOutside(in.peer())) {
                throw new DecodeException("an object of another server is refused from a socket");
            }
            return switch (form) {
                case OWN -> readOwn(in);
                case TRAVELLING -> readTravelling(in);
                case DOOR -> DoorEnds.read(in);
                default -> throw new DecodeException("no hosted object has the form " + form);
            };
        }

        private static boolean isOutside(@Nullable Peer peer) {
            return peer instanceof SocketLink || (peer instanceof ClientSession client && !client.isInTree());
        }

        private static Object readOwn(Decoder in) throws IOException {
            Peer peer = in.peer();
            long id = in.readLong();
            if (peer instanceof ClientSession client) {
                return client.resolve(id, in.readString());
            }
            if (!(peer instanceof ServerLink link)) {
                throw new DecodeException("a hosted object without its server");
            }
            Class<?> type = readType(in);
            return adapt(link.received(id, type).newProxy(), in.readString());
        }

        private static Object readTravelling(Decoder in) throws IOException {
            long door = in.readLong();
            long id = in.readLong();
            Class<?> type = readType(in);
            String adaptor = in.readString();
            Lease lease = Lease.of(in.readLong());
            boolean repeated = in.readByte() != 0;
            int hold = repeated ? 0 : in.readInt();
            int generation = repeated ? 0 : in.readInt();
            TreeDoor own = TreeDoor.ofThisProcess();
            Object inner = own != null && own.key() == door
                    ? own.server().nest(id)
                    : TreeLink.of(door)
                            .object(id, type, claim -> claim.addLease(lease))
                            .newProxy();
            if (!repeated && !in.isLooking()) {
                Lease.endHoldOfMessage(hold, generation);
            }
            return adapt(inner, adaptor);
        }

        private static Class<?> readType(Decoder in) throws IOException {
            if (in.read() instanceof Class<?> type && type.isInterface()) {
                return type;
            }
            throw new DecodeException("a hosted object without an interface");
        }
    }

    /** Puts the proxy of a service, or in its server the service, into the adaptor by which programs know it. */
    static Object adapt(Object service, String adaptor) throws DecodeException {
        if (adaptor.isEmpty()) {
            return service;
        }
        try {
            Class<?> type = Class.forName(PACKAGE + adaptor);
            if (!Adaptor.class.isAssignableFrom(type)) {
                throw new DecodeException(adaptor + " is no adaptor of a hosted object");
            }
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0].isInstance(service)) {
                    return ((Adaptor) constructor.newInstance(service)).opened();
                }
            }
            throw new DecodeException(
                    adaptor + " does not stand for a " + service.getClass().getName());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new DecodeException("no adaptor of hosted objects is called " + adaptor + " in this version: " + e);
        }
    }
}
