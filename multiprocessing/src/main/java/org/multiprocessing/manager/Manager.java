package org.multiprocessing.manager;

import java.net.SocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.NotShareableException;

/**
 * A server of objects, and how this process talks to it: a started server process, or a connection to a server that somebody else has started.
 *
 * <p>Objects live in the server. What this gives out are proxies: each method of the interface is called there, with copies of the arguments, and
 * comes back with a copy of the result, or with what the object has thrown. A proxy may be passed to any process of the tree; the object stays
 * as long as any process, or a message on its way, has a proxy of it. What is passed back to a method of an object of the same server is the other
 * object itself there.
 *
 * <p>All methods may be called from any thread; calls run at the same time, and one that waits keeps no other waiting. If the server ends, or
 * dies, all calls that run, and all later ones, throw {@link RemoteException} at once.
 */
public interface Manager extends SharedObjects, AutoCloseable {
    /**
     * Makes an empty list in the server; as {@link #list(Collection)}.
     *
     * @param <E> what is in it
     * @return a list that writes and reads there
     */
    <E extends @Nullable Object> List<E> list();

    /**
     * Makes a list in the server, with all that {@link List} has. Elements are copies, or by reference if they are objects of a manager
     * themselves; null is allowed.
     *
     * <p>Each method is one call, and atomic. What goes over several elements (iterators, streams, {@code toArray}) reads all of them by one
     * call, and goes over that copy, whatever others do meanwhile; the changes of an iterator are made to the very element that it has
     * returned: one that is gone by then is not removed a second time, and {@code set} says that it is gone by {@link
     * java.util.ConcurrentModificationException}. A function that is {@link java.io.Serializable} ({@code removeIf}, {@code replaceAll}, {@code
     * sort}) runs in the server while others wait; a plain lambda, which is not, runs here, again if somebody else has changed the list.
     *
     * @param <E> what is in it
     * @param initial what is in it at first
     * @return a list that writes and reads there
     */
    <E extends @Nullable Object> List<E> list(Collection<? extends E> initial);

    /**
     * Makes an empty map in the server; as {@link #dict(Map)}.
     *
     * @param <K> its keys
     * @param <V> its values
     * @return a map that writes and reads there
     */
    <K, V> ConcurrentMap<K, V> dict();

    /**
     * Makes a map in the server, with all that {@link ConcurrentMap} has, in the order of insertion. Keys and values are copies, or by
     * reference if they are objects of a manager themselves; null is refused.
     *
     * <p>Each method is one call, and atomic; iterators and views read all that there is by one call. {@code compute}, {@code merge} and the
     * like are atomic, too: a function that is {@link java.io.Serializable} runs in the server, once, while others wait; a plain lambda,
     * which is not, runs here, again if somebody else has changed the value meanwhile.
     *
     * <pre>{@code
     * words.merge(word, 1, (BinaryOperator<Integer> & Serializable) Integer::sum); // in the server
     * words.merge(word, 1, Integer::sum); // here
     * }</pre>
     *
     * @param <K> its keys
     * @param <V> its values
     * @param initial what is in it at first
     * @return a map that writes and reads there
     */
    <K, V> ConcurrentMap<K, V> dict(Map<? extends K, ? extends V> initial);

    /**
     * Makes an empty set in the server, with all that {@link Set} has, in the order of insertion; elements as those of {@link #list(Collection)}.
     *
     * @param <E> what is in it
     * @return a set that writes and reads there
     */
    <E extends @Nullable Object> Set<E> set();

    /**
     * Makes a namespace in the server.
     *
     * @return the namespace, empty
     */
    Namespace namespace();

    /**
     * Makes a pool with as many workers as this machine has processors; as {@link #pool(int)}.
     *
     * @return the pool
     */
    Pool pool();

    /**
     * Makes a pool whose workers are children of the server, and which several processes may use. It has all methods of {@link Pool} but those
     * about its workers. Results, callbacks, limits and the order of tasks are kept in the process that gives the task; as many of them
     * as there are workers go to the server at a time. A task fails as in any pool, and names its worker at the server; but what cannot
     * travel fails its task on the way, with {@link org.multiprocessing.pool.TaskNotSerializable}, and is not refused at the call. A
     * soft limit ends the task: it interrupts the wait for it here, and the task knows nothing of it.
     *
     * <p>{@code shutdown} and the like end the pool for all; a task of another process then fails as {@link
     * org.multiprocessing.pool.TaskFailed} with the {@link java.util.concurrent.CancellationException} or {@link
     * java.util.concurrent.RejectedExecutionException} as its cause. The pool also ends when no process has it any more, or a result of
     * it that is still to come.
     *
     * @param workers how many, at least 1
     * @return the pool
     * @throws IllegalArgumentException if {@code workers} is less than 1
     */
    Pool pool(int workers);

    /**
     * Makes an object of the program's own in the server. Calls of all methods of the interface run there, of those of superinterfaces and
     * default methods too; no other method of the object can be called. Waits for the factory.
     *
     * @param <T> the interface
     * @param type the interface
     * @param factory runs in the server; a function that can be sent to another process
     * @return a proxy of what the factory has made
     * @throws IllegalArgumentException if {@code type} is no interface, or has a method that is {@link Proxied} and returns none
     * @throws NotShareableException if the factory captures what cannot travel
     * @throws SecurityException if this is a connection to a server that accepts no functions
     * @throws RemoteException if the server fails; what the factory throws comes as it is, a checked exception inside an
     *     {@link java.lang.reflect.UndeclaredThrowableException}
     */
    <T> T host(Class<T> type, Call<? extends T> factory);

    /**
     * Gives an object of this server a name, by which those who connect to the server find it. The server keeps it from then on.
     *
     * @param name anything
     * @param shared a proxy
     * @throws IllegalArgumentException if it is no proxy of an object of this server
     * @throws IllegalStateException if the name is taken
     */
    void publish(String name, Object shared);

    /**
     * Returns an object by its name.
     *
     * @param <T> its interface, which is checked at the assignment
     * @param name as it was published
     * @return a proxy
     * @throws NoSuchElementException if nothing has that name; the message says what there is
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as a map of names to objects would have it
    <T> T lookup(String name);

    /**
     * Returns an object by its name.
     *
     * @param <T> its interface
     * @param name as it was published
     * @param type its interface, or one that this extends
     * @return a proxy
     * @throws NoSuchElementException if nothing has that name; the message says what there is
     * @throws ClassCastException if it is published with another interface
     */
    <T> T lookup(String name, Class<T> type);

    /**
     * Copies an object out of the server. The server holds the object's monitor meanwhile, so an object whose methods are {@code
     * synchronized} is copied between two of them.
     *
     * @param <T> its interface
     * @param proxy a proxy
     * @return the object as it was at some moment, without a connection to it
     * @throws IllegalArgumentException if it is no proxy of an object of this server
     * @throws RemoteException if the object cannot travel
     */
    <T> T copyOf(T proxy);

    /**
     * Returns where the server listens.
     *
     * @return the address, with the port that the system has chosen; for a connection, the one that it was made to
     * @throws IllegalStateException if it listens nowhere, having neither address nor key
     */
    SocketAddress address();

    /**
     * Returns how many objects the server keeps because somebody wants them: a process has a proxy, or a message on its way, or they have a name.
     * Those that only other objects refer to are not counted.
     *
     * @return the number
     */
    long objectCount();

    /**
     * Returns how often the server has turned away somebody or something: peers that did not prove that they know the key, calls of unknown
     * methods or objects, arguments that are not accepted.
     *
     * @return the number
     */
    long refusedCount();

    /**
     * Ends the server: calls that run are interrupted, and its process ends; if that takes longer than the shutdown timeout, it is killed. Waits
     * for that; an interrupt is kept, and hurries it. Does nothing the second time.
     *
     * @throws IllegalStateException if this is a mere connection
     */
    void shutdown();

    /** Ends the server if this has started it, as {@link #shutdown} does; a mere connection is closed. Does nothing the second time. */
    @Override
    void close();

    /**
     * Gives up this process's claim to an object before the garbage collector would. Its proxies here are of no use after this; the object stays
     * if others have it. Does nothing the second time.
     *
     * @param proxy a proxy of any manager
     * @throws IllegalArgumentException if it is none
     */
    static void release(Object proxy) {
        RemoteObject remote = RemoteObject.of(proxy);
        if (remote == null) {
            throw new IllegalArgumentException(
                    "a " + proxy.getClass().getName() + " is no proxy of a manager's object");
        }
        remote.release();
    }
}
