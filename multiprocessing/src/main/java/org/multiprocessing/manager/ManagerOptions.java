package org.multiprocessing.manager;

import java.io.ObjectInputFilter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/**
 * How a manager, its server, or a connection to one behaves. Immutable; given as a function, {@code o -> o.withAuthKey(key)}. What is of no
 * use is refused: a connection has no process, and a server that is part of this program neither.
 */
public sealed interface ManagerOptions permits ManagerOptionsImpl {
    /**
     * Has the server listen for programs that are not of its process tree, which takes a key, too. The tree itself needs no address.
     *
     * @param address over TCP, with port 0 for any, or a Unix-domain one, whose file must not exist
     * @return options with that
     */
    ManagerOptions withAddress(SocketAddress address);

    /**
     * Sets what programs must know that connect to the server; without an address, the server listens at a Unix-domain address in the
     * folder of its process tree, which {@link Manager#address} tells.
     *
     * @param key the secret
     * @return options with that
     */
    ManagerOptions withAuthKey(AuthKey key);

    /**
     * Sets what the server's process runs first. If it fails, there is no manager, and what it has thrown is thrown.
     *
     * @param initializer a function that can be sent to another process
     * @return options with that
     */
    ManagerOptions withInitializer(Action initializer);

    /**
     * Sets how long {@link Manager#shutdown} waits for the server's orderly end before it is killed; 1 second by default.
     *
     * @param timeout zero or less kills at once
     * @return options with that
     */
    ManagerOptions withShutdownTimeout(Duration timeout);

    /**
     * Sets how long any call may take, other than forever: who calls then gets a {@link RemoteException}, and the call is interrupted in the
     * server, so that what it waits for, such as a lock, goes to somebody else. What it had done by then is done, and nobody knows: methods
     * with times of their own, such as {@code tryLock(time)}, tell. For proxies of this manager in this process.
     *
     * @param timeout more than zero
     * @return options with that
     */
    ManagerOptions withCallTimeout(Duration timeout);

    /**
     * Sets how long connecting, TLS and the mutual proof may take together; 10 seconds by default.
     *
     * @param timeout more than zero
     * @return options with that
     */
    ManagerOptions withHandshakeTimeout(Duration timeout);

    /**
     * Sets how long a message over a socket may be; 64 MiB by default.
     *
     * @param bytes from 1 to 2,147,483,639
     * @return options with that
     */
    ManagerOptions withMaxFrameBytes(int bytes);

    /**
     * Allows arguments, and at a client results, that need the JDK's serialization, to come over a socket, as far as a filter does; see
     * {@link org.multiprocessing.channel.SocketOptions#withFilter}. A filter for a server in a process of its own must be serializable, or made by
     * {@code ObjectInputFilter.Config.createFilter(pattern)}.
     *
     * @param filter asked for every class
     * @return options with that
     */
    ManagerOptions withFilter(ObjectInputFilter filter);

    /**
     * Allows functions to come over a socket: factories for {@link Manager#host}, and arguments. Only for programs that may do whatever the server
     * may. Processes of the server's tree may always send functions.
     *
     * @return options with that
     */
    ManagerOptions withFunctions();

    /**
     * Encrypts connections over sockets. For a server that is part of this program, and for connections; a context cannot be sent to a server's
     * own process, see {@link #withTls(Call)}.
     *
     * @param tls what this program trusts and shows
     * @return options with that
     */
    ManagerOptions withTls(SSLContext tls);

    /**
     * Encrypts connections over sockets.
     *
     * @param tls makes the context, in the process that needs it
     * @return options with that
     */
    ManagerOptions withTls(Call<SSLContext> tls);

    /**
     * Sets how the server's process is started.
     *
     * @param options changes the options
     * @return options with that
     */
    ManagerOptions withProcess(UnaryOperator<ProcessOptions> options);
}
