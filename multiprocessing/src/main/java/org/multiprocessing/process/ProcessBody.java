package org.multiprocessing.process;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;

/**
 * What a child does.
 *
 * @param target what it runs, unless it is a subclass of Process
 * @param subclassed the described process, if it is one; a copy, in the child
 */
record ProcessBody(@Nullable Action target, @Nullable Process subclassed) implements Action {
    @Override
    public void execute() throws Exception {
        if (subclassed != null) {
            subclassed.become(CurrentProcess.identity());
            subclassed.run();
        } else if (target != null) {
            target.execute();
        }
    }
}
