package org.multiprocessing.internal.layout;

/**
 * A lease: a cell without fields of its own. Processes and messages hold it by cells of their own ({@link HolderLayout}), in one role.
 * It is freed when the last hold ends, however that comes about; whoever wants to know watches it, and looks whether it is freed.
 */
public final class LeaseLayout {
    /** As what it is held. */
    public static final int ROLE_HELD = 1;

    private LeaseLayout() {}
}
