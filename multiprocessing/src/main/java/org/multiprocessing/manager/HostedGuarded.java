package org.multiprocessing.manager;

/** What has a guard is one: it has the methods of a lock, which is free when its owner has died. */
abstract class HostedGuarded extends HostedLock implements GuardedService {
    private final long creator = Owner.current().client();

    HostedGuarded(String name) {
        super(Kind.GUARD, name);
    }

    @Override
    public final void close() {
        if (Owner.current().client() == creator) {
            free();
        }
    }
}
