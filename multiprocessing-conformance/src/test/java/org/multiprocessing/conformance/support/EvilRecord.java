package org.multiprocessing.conformance.support;

/**
 * A record, which is built by its constructor wherever it arrives, that goes wrong when that is another process than the
 * one it comes from. Not serializable in the JDK's sense: records travel without that.
 *
 * @param way how
 * @param home the pid of the process it was made in
 */
public record EvilRecord(Way way, long home) {
    /** Goes wrong away from home. */
    public EvilRecord {
        if (home != ProcessHandle.current().pid()) {
            try {
                way.take();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Makes one that is at home here. */
    public static EvilRecord made(Way way) {
        return new EvilRecord(way, ProcessHandle.current().pid());
    }
}
