package org.multiprocessing.internal.cell;

/**
 * How a thread sleeps.
 *
 * @param interruptible whether an interrupt ends it
 * @param together whether a change of the word concerns all that sleep on it, not only as many as the word has grown by
 */
record Sleep(boolean interruptible, boolean together) {
    static final Sleep SOUND = new Sleep(false, false);
    static final Sleep LIGHT = new Sleep(true, false);
    static final Sleep SOUND_TOGETHER = new Sleep(false, true);
    static final Sleep LIGHT_TOGETHER = new Sleep(true, true);

    static Sleep of(boolean interruptible, boolean together) {
        if (together) {
            return interruptible ? LIGHT_TOGETHER : SOUND_TOGETHER;
        }
        return interruptible ? LIGHT : SOUND;
    }
}
