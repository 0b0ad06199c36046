package org.multiprocessing.manager;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.Sockets;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.NotShareableException;

/** A server at an address: one connection, which all threads of this process use. */
final class SocketLink extends WireLink {
    private final SocketAddress address;
    private final Codec codec;
    private final Multiplexer way;

    private SocketLink(SocketAddress address, Port port, ManagerOptionsImpl options) {
        super(options.callTimeout());
        this.address = address;
        this.codec = Codec.outside(this, options);
        this.way = Multiplexer.of(port, this::dropLate);
    }

    static SocketLink connect(SocketAddress address, AuthKey key, ManagerOptionsImpl options) throws IOException {
        Port port = new SocketPort(Sockets.client(address, key, options.socketOptions()), options.maxFrameBytes());
        SocketLink link = new SocketLink(address, port, options);
        boolean ready = false;
        try {
            link.greet(port);
            link.callWithin(TimeUnit.NANOSECONDS.convert(options.handshakeTimeout()));
            ready = true;
            return link;
        } catch (RemoteException e) {
            throw new IOException("what listens at " + address + " does not answer as a manager: " + e.getMessage(), e);
        } finally {
            if (!ready) {
                link.close();
            }
        }
    }

    private void greet(Port port) throws IOException {
        Encoder out = codec.encoder();
        out.writeByte(Calls.HELLO);
        out.writeInt(Calls.VERSION);
        out.writeLong(ProcessHandle.current().pid());
        out.writeString(Process.current().name());
        port.send(out);
        codec.keep(out);
    }

    SocketAddress address() {
        return address;
    }

    @Override
    Codec codec() {
        return codec;
    }

    @Override
    Message exchange(Encoder call, long number, boolean interruptible, long nanos)
            throws IOException, TimeoutException {
        try {
            return way.exchange(call, number, interruptible ? () -> cancel(number) : () -> {}, nanos);
        } catch (TimeoutException e) {
            cancel(number);
            throw e;
        }
    }

    private void cancel(long number) {
        Encoder out = codec.encoder();
        out.writeByte(Calls.CANCEL);
        out.writeLong(number);
        tell(out);
    }

    @Override
    void release(long id, int count) {
        if (!way.isBroken()) {
            Encoder out = codec.encoder();
            out.writeByte(Calls.RELEASE);
            out.writeLong(id);
            out.writeInt(count);
            tell(out);
        }
    }

    private void tell(Encoder message) {
        try {
            way.port().send(message);
            codec.keep(message);
        } catch (IOException e) {
            Log.log(Level.DEBUG, "the manager at " + address + " is gone: " + e);
        }
    }

    private void dropLate(Message answer) {
        Answers.drop(codec, answer);
    }

    @Override
    RemoteException gone(IOException e) {
        return new RemoteException(
                "the manager at " + address + " has ended, or the connection to it: " + e.getMessage(), "", e);
    }

    @Override
    void writeTravelling(Encoder out, RemoteObject object, String adaptor) {
        throw new NotShareableException(
                "a proxy of a connection to a manager belongs to the process that has connected; let the other process connect to "
                        + address + " itself, with connectManager(address, key)",
                "",
                object.type().getName(),
                null);
    }

    @Override
    boolean isEnded() {
        return way.isBroken();
    }

    @Override
    void close() {
        way.port().close();
    }
}
