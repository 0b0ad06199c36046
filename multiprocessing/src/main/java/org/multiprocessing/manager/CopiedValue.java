package org.multiprocessing.manager;

/**
 * What a server answers to say that the caller gets a copy, although the value is hosted.
 *
 * @param referent of which; its monitor is to be held while it is copied, so that methods which hold it change nothing meanwhile
 */
record CopiedValue(Object referent) {
    Object value() {
        return referent instanceof Copyable copyable ? copyable.copy() : referent;
    }
}
