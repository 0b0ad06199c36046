package org.multiprocessing.process;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.shm.ReadySources;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.sync.Waitable;

/**
 * A function that runs in a child JVM: described, running or ended.
 *
 * <p>Made with {@code Multiprocessing.process(...)}, or as a subclass that overrides {@link #run}. What the target captures
 * is copied to the child when {@link #start} is called; the child's changes to it are not seen here.
 *
 * <p>Ended means that the operating-system process is gone: {@link #join}, {@link #isAlive}, {@link #exitCode} and
 * {@link #onExit} agree on that. The end is noticed however it comes about, and the {@link ExitReport} says how.
 *
 * <p>Only the program that started a process may wait for it or end it. All methods may be called from any thread. Not
 * {@code java.lang.Process}: import this class by name, or use {@code var}.
 */
@SuppressWarnings("AvoidCommonTypeNames") // the field's name, and Python's; factories and var hide most uses
public class Process implements Waitable, AutoCloseable, Serializable {
    private static final long serialVersionUID = 1L;

    static {
        OriginalStreams.remember();
    }

    /**
     * Where a process is in its life.
     *
     * <pre>NEW --start--&gt; RUNNING --the system reports the end--&gt; ENDED --close--&gt; CLOSED</pre>
     */
    public enum State {
        /** Described, not started. */
        NEW,
        /** Started, and not known to have ended. */
        RUNNING,
        /** Gone; its exit code is known. */
        ENDED,
        /** Released with {@link Process#close}. */
        CLOSED
    }

    private @Nullable Action target;
    private String name;
    private boolean daemon;
    private final transient @Nullable ProcessOptionsImpl options; // null in a copy that has travelled
    private final transient String identity;
    private transient @Nullable OtherProcess child;
    private transient CurrentProcess.@Nullable Self current;
    private transient @Nullable TerminateActions terminateActions;
    private transient @Nullable EndListeners endListeners;
    private transient boolean closed;

    /** Describes a process that runs what a subclass puts into {@link #run}. */
    public Process() {
        this(null, ProcessOptionsImpl.DEFAULTS, CurrentProcess.nextIdentity(), CurrentProcess.isDaemonInherited());
    }

    /**
     * Describes a process that runs what a subclass puts into {@link #run}.
     *
     * @param options changes the options
     */
    public Process(UnaryOperator<ProcessOptions> options) {
        this(
                null,
                (ProcessOptionsImpl) options.apply(ProcessOptions.defaults()),
                CurrentProcess.nextIdentity(),
                CurrentProcess.isDaemonInherited());
    }

    /**
     * Describes a process.
     *
     * @param target what it runs
     */
    public Process(Action target) {
        this(
                checkTarget(target),
                ProcessOptionsImpl.DEFAULTS,
                CurrentProcess.nextIdentity(),
                CurrentProcess.isDaemonInherited());
    }

    /**
     * Describes a process.
     *
     * @param target what it runs
     * @param options changes the options
     */
    public Process(Action target, UnaryOperator<ProcessOptions> options) {
        this(
                checkTarget(target),
                (ProcessOptionsImpl) options.apply(ProcessOptions.defaults()),
                CurrentProcess.nextIdentity(),
                CurrentProcess.isDaemonInherited());
    }

    Process(@Nullable Action target, ProcessOptionsImpl options, String identity, boolean daemonInherited) {
        this.target = target;
        this.options = options;
        this.identity = identity;
        this.name = options.name() != null ? options.name() : defaultPrefix() + "-" + identity;
        this.daemon = options.daemon() != null ? options.daemon() : daemonInherited;
    }

    private static Action checkTarget(@Nullable Action target) {
        if (target == null) {
            throw new NullPointerException("the target of a process is null; give it a function");
        }
        return target;
    }

    private String defaultPrefix() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() ? "Process" : simple;
    }

    /**
     * What the process does; called in the child. Runs the target, and does nothing if there is none.
     *
     * @throws Exception whatever the target throws; the child prints it and ends with exit code 1
     */
    public void run() throws Exception {
        if (target != null) {
            target.execute();
        }
    }

    /**
     * Starts the process, by the start method of its options, else by the default. Returns once there is a JVM for it, which a
     * standby JVM is already; the target runs a little later. The target, with all that it captures, is copied during this call,
     * for {@link StartMethod#FORK} the static state too; a thread gets the target itself. Not interruptible; it takes
     * milliseconds. A start that is refused leaves the process as it was.
     *
     * @return this process
     * @throws IllegalStateException if it was started before or is closed, if it was described in another process, if this
     *     process is a daemon, if this program is ending, if processes are nested too deeply or too many, or if this is
     *     called while a child decodes its target (by a static initialiser, say)
     * @throws NotShareableException if the target captures what cannot travel; the message names the fields that lead to it
     * @throws IllegalArgumentException if an option is of no use: a JDK home without a JDK, a class named with {@code
     *     withInherited} whose fields cannot travel
     * @throws java.io.UncheckedIOException if the system refuses to start a process, or shared memory is full
     */
    public synchronized Process start() {
        checkOpen();
        if (child != null || current != null) {
            throw new IllegalStateException("process " + name + " was started before; make a new one for each start");
        }
        if (options == null) {
            throw new IllegalStateException(
                    "process " + name + " was described in another process; only that one can start it");
        }
        Children.checkNotEnding();
        CurrentProcess.checkMayStart(name);
        StartMethod method = options.startMethod() != null ? options.startMethod() : StartMethod.use();
        Process parent = CurrentProcess.get();
        ProcessIdentity its = new ProcessIdentity(
                name, identity, daemon, ProcessHandle.current().pid(), parent.name(), method);
        if (method == StartMethod.THREADS) {
            child = ThreadProcess.start(this, its);
            return this;
        }
        Process subclassed = getClass() == Process.class ? null : this;
        Snapshot snapshot = method == StartMethod.FORK
                ? Snapshot.of(subclassed == null ? target : subclassed, options.inherited())
                : null;
        child = Child.start(
                this, options, method, new ProcessBody(its, subclassed == null ? target : null, subclassed, snapshot));
        target = null; // what the child has got may be collected here
        return this;
    }

    /**
     * Returns the process that the running code is part of: this JVM, or a thread of it that is a process;
     * {@code Multiprocessing.currentProcess()}.
     *
     * @return the process
     */
    public static Process current() {
        return CurrentProcess.get();
    }

    /**
     * Returns the children that were started by the running process and live; {@code Multiprocessing.activeChildren()}.
     *
     * @return a snapshot
     */
    public static List<Process> activeChildren() {
        return Children.active();
    }

    /**
     * Returns the process that started this one; {@code Multiprocessing.parentProcess()}.
     *
     * @return the parent, which can be waited for, but not ended; empty in the main process
     */
    public static Optional<Process> parent() {
        beWaitable();
        return Optional.ofNullable(CurrentProcess.self().parent());
    }

    /** Lets {@code awaitAny} wait for processes; not done by the way of every child, which waits for none. */
    static void beWaitable() {
        ReadySources.register(Process.class, new EndListeners.Source());
    }

    /** Makes this the process that the running code is part of. */
    void become(CurrentProcess.Self self) {
        current = self;
        ProcessIdentity its = self.identity();
        if (its != null) {
            name = its.name();
            daemon = its.daemon();
        }
    }

    /** Makes this the process that started the running one. */
    void isParent(OtherProcess parent) {
        child = parent;
    }

    /** Returns who waits for the end of this process together with other things. */
    synchronized EndListeners endListeners() {
        EndListeners known = endListeners;
        if (known == null) {
            OtherProcess ending = closed && child != null ? child : started(); // one that is closed has ended
            known = new EndListeners(ending.ended());
            endListeners = known;
        }
        return known;
    }

    /**
     * Waits until the process has ended.
     *
     * @throws InterruptedException if the caller is interrupted; the process goes on
     * @throws IllegalStateException if it was not started, or is closed
     */
    public void join() throws InterruptedException {
        try {
            started().ended().get();
        } catch (ExecutionException e) {
            throw new AssertionError("the end of a process is never exceptional", e);
        }
    }

    /**
     * Waits until the process has ended, but not longer than a time.
     *
     * @param timeout how long to wait; zero or less does not wait
     * @return whether it has ended, as {@code Thread.join(Duration)}
     * @throws InterruptedException if the caller is interrupted; the process goes on
     * @throws IllegalStateException if it was not started, or is closed
     */
    public boolean join(Duration timeout) throws InterruptedException {
        try {
            started().ended().get(Math.max(0, saturatedNanos(timeout)), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("the end of a process is never exceptional", e);
        }
    }

    private static long saturatedNanos(Duration timeout) {
        return TimeUnit.NANOSECONDS.convert(timeout);
    }

    /**
     * Returns whether it was started and has not ended.
     *
     * @return whether it lives
     */
    public boolean isAlive() {
        return state() == State.RUNNING;
    }

    /**
     * Returns whether it has ended.
     *
     * @return whether it has ended
     */
    @Override
    public boolean isReady() {
        State now = state();
        return now == State.ENDED || now == State.CLOSED;
    }

    /**
     * Returns where the process is in its life.
     *
     * @return the state
     */
    public synchronized State state() {
        if (closed) {
            return State.CLOSED;
        }
        if (current != null) {
            return State.RUNNING;
        }
        if (child == null) {
            return State.NEW;
        }
        return child.ended().isDone() ? State.ENDED : State.RUNNING;
    }

    /**
     * Asks the process to end in an orderly way: what it gave to {@link #onTerminate} and its shutdown hooks run. Its exit code
     * is then -15. One that still boots ends as soon as it has. A process that is a thread is interrupted. Does not wait; a
     * process that has ended already is left alone.
     *
     * @throws IllegalStateException if it was not started, is closed, or is this one's parent
     */
    public void terminate() {
        started().terminate();
    }

    /**
     * Ends the process at once, whatever it does. Its exit code is then -9. Does not wait; a process that has ended already
     * is left alone.
     *
     * @throws IllegalStateException if it was not started, is closed, or is this one's parent
     * @throws UnsupportedOperationException if it is a thread, which nothing can kill
     */
    public void kill() {
        started().kill();
    }

    /**
     * Interrupts the thread that runs the target, as {@code Thread.interrupt} does: a target that waits gets an
     * {@code InterruptedException}, one that computes may look at its flag. A message, not a signal; it arrives within
     * milliseconds, to a target that has not begun yet when it begins. Does not wait; a process that has ended already is left
     * alone.
     *
     * @throws IllegalStateException if it was not started, is closed, or is this one's parent
     */
    public void interrupt() {
        started().interrupt();
    }

    /**
     * Adds what this process does when it is asked to end, by {@link #terminate} or by SIGTERM: to be called in the process
     * itself, as in {@code currentProcess().onTerminate(connection::close)}. The actions run in the order in which they were
     * added, in another thread than the target's, which runs on meanwhile; the JVM ends after that. Its exit code is -15 all
     * the same. A process that is killed runs nothing.
     *
     * @param cleanup what to do
     * @throws IllegalStateException if this is not the running process, or if it is the main process, which has shutdown hooks
     */
    @SuppressWarnings("ReferenceEquality") // is it this very object?
    public synchronized void onTerminate(Runnable cleanup) {
        CurrentProcess.Self self = CurrentProcess.self();
        if (self.process() != this || self.identity() == null) {
            throw new IllegalStateException("onTerminate is for the process itself, in a child: process " + name
                    + (self.process() == this
                            ? " is the main process, use a shutdown hook"
                            : " is not the running one"));
        }
        if (terminateActions == null) {
            terminateActions = new TerminateActions();
        }
        if (child == null) {
            terminateActions.addToJvm(cleanup);
        } else {
            terminateActions.add(cleanup);
        }
    }

    /** Runs what was given to {@link #onTerminate}, of a process that is a thread, on another thread; null if there is nothing. */
    @Nullable
    Thread startTerminateActions() {
        TerminateActions actions;
        synchronized (this) {
            actions = terminateActions;
        }
        return actions == null
                ? null
                : Thread.ofPlatform().daemon().name("multiprocessing-terminate").start(actions::run);
    }

    /**
     * Waits for a started process to end, and releases it; of a process that was not started, only releases it. If the caller
     * is interrupted meanwhile, the process is killed, so that this ends soon, and the interrupt is kept; a process that is a
     * thread is interrupted in its turn. Does nothing to the running process and to its parent.
     */
    @Override
    public void close() {
        OtherProcess running;
        synchronized (this) {
            if (closed || isSelf() || child instanceof ParentProcess) {
                return;
            }
            running = child;
        }
        if (running != null) {
            boolean interrupted = false;
            while (true) {
                try {
                    running.ended().get();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    endSoon(running);
                } catch (ExecutionException e) {
                    throw new AssertionError("the end of a process is never exceptional", e);
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            closed = true;
        }
    }

    private static void endSoon(OtherProcess running) {
        if (running instanceof ThreadProcess) {
            running.terminate();
        } else {
            running.kill();
        }
    }

    /**
     * Returns how the process ended.
     *
     * @return empty until it has ended; 0 if the target returned, 1 if it threw, n after {@code System.exit(n)}, minus the
     *     signal's number if a signal ended it
     */
    public OptionalInt exitCode() {
        Optional<ExitReport> report = exitReport();
        return report.isPresent() ? OptionalInt.of(report.get().exitCode()) : OptionalInt.empty();
    }

    /**
     * Returns why the process ended.
     *
     * @return empty until it has ended
     */
    public synchronized Optional<ExitReport> exitReport() {
        return child == null
                ? Optional.empty()
                : Optional.ofNullable(child.ended().getNow(null));
    }

    /**
     * Returns the process id.
     *
     * @return the id that the operating system gave it
     * @throws IllegalStateException if it was not started; see {@link #toHandle}
     */
    public synchronized long pid() {
        if (current != null) {
            return ProcessHandle.current().pid();
        }
        if (child == null) {
            throw new IllegalStateException("process " + name + " has no pid before start()");
        }
        return child.pid();
    }

    /**
     * Returns the name.
     *
     * @return such as {@code Process-1}
     */
    public String name() {
        return name;
    }

    /**
     * Returns whether this is a daemon, for which the parent does not wait at its end.
     *
     * @return whether it is one
     */
    public boolean isDaemon() {
        return daemon;
    }

    /**
     * Returns the operating system's handle.
     *
     * @return empty before {@link #start}, and of a parent that has ended
     */
    public synchronized Optional<ProcessHandle> toHandle() {
        if (current != null) {
            return Optional.of(ProcessHandle.current());
        }
        return child == null ? Optional.empty() : child.handle();
    }

    /**
     * Returns a future of the end, however that comes about. It completes on a thread of the library's, so what depends on it
     * should not block. Completing or cancelling it has no effect on the process.
     *
     * @return a new future, which completes with the report, never exceptionally
     * @throws IllegalStateException if it was not started, is closed, or is this one's parent
     */
    public CompletableFuture<ExitReport> onExit() {
        OtherProcess running = started();
        if (running instanceof ParentProcess) {
            throw new IllegalStateException(
                    "process " + name + " is the parent of this one, whose report nobody makes; use join()");
        }
        return running.ended().copy();
    }

    private synchronized OtherProcess started() {
        checkOpen();
        if (isSelf()) {
            throw new IllegalStateException("process " + name + " is this process itself");
        }
        if (child == null) {
            throw new IllegalStateException("process " + name + " was not started; call start() first");
        }
        return child;
    }

    private synchronized boolean hasStarted() {
        return child != null;
    }

    @SuppressWarnings("ReferenceEquality") // is it this very object?
    private boolean isSelf() {
        return current != null || (child instanceof ThreadProcess && CurrentProcess.get() == this);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("process " + name + " is closed");
        }
    }

    /**
     * Returns name, pid, the parent's pid, state, and what is known of the end.
     *
     * @return such as {@code Process[Process-1 pid=4711 parent=4700 ENDED exitCode=-15 SIGTERM]}
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Process[").append(name);
        State state = state();
        if (current != null || hasStarted()) {
            text.append(" pid=").append(pid());
        }
        parentPid().ifPresent(pid -> text.append(" parent=").append(pid));
        text.append(' ').append(state);
        Optional<ExitReport> report = exitReport();
        if (report.isPresent()) {
            text.append(" exitCode=").append(report.get().exitCode());
            report.get().signal().ifPresent(signal -> text.append(' ').append(signal));
        }
        if (daemon) {
            text.append(" daemon");
        }
        return text.append(']').toString();
    }

    private synchronized OptionalLong parentPid() {
        if (current != null) {
            ProcessIdentity its = current.identity();
            return its == null ? OptionalLong.empty() : OptionalLong.of(its.parentPid());
        }
        boolean ours = options != null && !(child instanceof ParentProcess);
        return ours ? OptionalLong.of(ProcessHandle.current().pid()) : OptionalLong.empty();
    }
}
