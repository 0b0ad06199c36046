package org.multiprocessing.conformance.manager;

import org.multiprocessing.Multiprocessing;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.ManagerOptions;

/** The same, by a connection to the server's address. */
public abstract class RemoteManagerContract extends ManagerContract {
    @Override
    protected Manager reach(Manager started) throws Exception {
        return Multiprocessing.connectManager(started.address(), KEY, o -> o.withFunctions());
    }

    @Override
    protected ManagerOptions options(ManagerOptions defaults) {
        return defaults.withAuthKey(KEY).withFunctions();
    }
}
