package org.multiprocessing.process;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;

/**
 * What a child does: becomes the process it was described as, and runs its target.
 *
 * @param name its name
 * @param daemon whether it is a daemon
 * @param parentPid the pid of the process that started it
 * @param parentName the name of that process
 * @param identity its place in the tree, such as 1:2
 * @param target what it runs, unless it is a subclass of Process
 * @param subclassed the described process, if it is one; a copy, in the child
 */
record ProcessBody(
        String name,
        String identity,
        boolean daemon,
        long parentPid,
        String parentName,
        @Nullable Action target,
        @Nullable Process subclassed)
        implements Action {
    @Override
    public void execute() throws Exception {
        Process self = subclassed != null
                ? subclassed
                : new Process(target, ProcessOptionsImpl.DEFAULTS.withName(name), identity);
        self.become(this);
        self.run();
    }
}
