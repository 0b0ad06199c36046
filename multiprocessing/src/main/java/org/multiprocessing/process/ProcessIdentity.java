package org.multiprocessing.process;

import org.multiprocessing.serial.Action;

/**
 * Who a child is. It takes this identity before it decodes what it is to do: static initialisers that run then can ask for it.
 *
 * @param name its name
 * @param identity its place in the tree, such as 1:2
 * @param daemon whether it is a daemon
 * @param parentPid the pid of the process that started it
 * @param parentName the name of that process
 */
record ProcessIdentity(String name, String identity, boolean daemon, long parentPid, String parentName)
        implements Action {
    @Override
    public void execute() {
        Process self = new Process(null, ProcessOptionsImpl.DEFAULTS.withName(name), identity);
        self.become(this);
    }
}
