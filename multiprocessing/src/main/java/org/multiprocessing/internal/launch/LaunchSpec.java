package org.multiprocessing.internal.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a child JVM is to be started. A JVM that was started like that serves every process that asks for the same.
 *
 * @param javaHome the JDK to run, or null for the parent's
 * @param jvmArguments further arguments for the JVM, after those inherited and ours
 * @param environment variables to add to or replace in the parent's environment
 * @param directory the working folder, or null for the parent's
 * @param output where standard output goes
 * @param error where standard error goes
 */
public record LaunchSpec(
        @Nullable Path javaHome,
        List<String> jvmArguments,
        Map<String, String> environment,
        @Nullable Path directory,
        ProcessBuilder.Redirect output,
        ProcessBuilder.Redirect error) {
    /** Returns whether the child is started from the program's own executable, for want of a java program. */
    public boolean isFrozen() {
        return javaHome == null && FrozenProgram.isThisOne();
    }

    /** Returns whether further processes may well ask for the same: a file for the output or a debugger's port is for one. */
    boolean isReusable() {
        if (output.file() != null && output.type() != ProcessBuilder.Redirect.DISCARD.type()) {
            return false;
        }
        for (String argument : jvmArguments) {
            if (argument.startsWith("-agentlib:jdwp")) {
                return false;
            }
        }
        return true;
    }
}
