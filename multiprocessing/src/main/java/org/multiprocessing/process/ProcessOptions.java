package org.multiprocessing.process;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a process is started. Immutable: each method returns a changed copy; given as a function, as in
 * {@code process(task, o -> o.withName("parser").withMaxHeapBytes(64L << 20))}.
 *
 * <p>A child gets of its parent: class path or module path, {@code --add-*}, {@code --enable-preview}, assertions,
 * {@code -D} properties of the command line, environment and working folder. Not: heap sizes, collector, agents,
 * debuggers and other tuning; name them here where a child is to have them.
 */
public sealed interface ProcessOptions permits ProcessOptionsImpl {
    /**
     * Returns the defaults.
     *
     * @return options that change nothing
     */
    static ProcessOptions defaults() {
        return ProcessOptionsImpl.DEFAULTS;
    }

    /**
     * Names the process; otherwise it is {@code Process-1} and so on, in the order of creation.
     *
     * @param name the name, not empty
     * @return the changed copy
     */
    ProcessOptions withName(String name);

    /**
     * Says whether the process is a daemon: one that the parent does not wait for at its end. The default is the parent's.
     *
     * @param daemon whether it is one
     * @return the changed copy
     */
    ProcessOptions withDaemon(boolean daemon);

    /**
     * Says how the process is started; otherwise as its context says.
     *
     * @param method the start method
     * @return the changed copy
     */
    ProcessOptions withStartMethod(StartMethod method);

    /**
     * Adds arguments for the child's JVM, behind the inherited ones.
     *
     * @param arguments such as {@code -Xss4m}
     * @return the changed copy
     */
    ProcessOptions withJvmArguments(String... arguments);

    /**
     * Sets a system property of the child.
     *
     * @param key its name
     * @param value its value
     * @return the changed copy
     */
    ProcessOptions withSystemProperty(String key, String value);

    /**
     * Adds variables to the child's environment, or replaces them.
     *
     * @param environment names and values
     * @return the changed copy
     */
    ProcessOptions withEnvironment(Map<String, String> environment);

    /**
     * Sets the child's working folder.
     *
     * @param directory an existing folder
     * @return the changed copy
     */
    ProcessOptions withDirectory(Path directory);

    /**
     * Runs the child with another JDK, of version 25 or newer.
     *
     * @param home its home folder
     * @return the changed copy
     */
    ProcessOptions withJavaHome(Path home);

    /**
     * Limits the child's heap, as {@code -Xmx} does.
     *
     * @param bytes the limit, at least 2 MiB
     * @return the changed copy
     */
    ProcessOptions withMaxHeapBytes(long bytes);

    /**
     * Says where standard output goes.
     *
     * @param output the place
     * @return the changed copy
     */
    ProcessOptions withOutput(Output output);

    /**
     * Says where standard error goes. Its last lines are kept for the {@link ExitReport} in any case.
     *
     * @param output the place
     * @return the changed copy
     */
    ProcessOptions withError(Output output);

    /**
     * Lets a debugger attach to the child, which does not wait for one. Any user of this machine can connect to the port, and then run
     * anything in the child.
     *
     * @param port a port of this machine; 0 for any that is free, which the log tells
     * @return the changed copy
     */
    ProcessOptions withDebugPort(int port);

    /**
     * Names further classes whose static fields a {@link StartMethod#FORK} child begins with. A field of theirs that cannot be
     * given its parent's value is an error.
     *
     * @param holders the classes
     * @return the changed copy
     */
    ProcessOptions withInherited(Class<?>... holders);
}
