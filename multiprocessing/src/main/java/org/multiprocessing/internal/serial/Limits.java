package org.multiprocessing.internal.serial;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/** The limits that every object stream has, depth and sizes of arrays, and behind them the filters of the program. */
final class Limits implements ObjectInputFilter {

    private static final int MAX_DEPTH = 10_000;

    private final long maxArrayLength;
    private final @Nullable ObjectInputFilter filter;
    private @Nullable Class<?> exempt;

    private Limits(long maxArrayLength, @Nullable ObjectInputFilter filter) {
        this.maxArrayLength = maxArrayLength;
        this.filter = filter;
    }

    /**
     * Returns the limits together with a filter and the one of the whole JVM; whatever one of them rejects is rejected.
     *
     * @param length of the stream in bytes
     */
    static Limits of(@Nullable ObjectInputFilter filter, int length) {
        ObjectInputFilter ofJvm = Config.getSerialFilter();
        // hash tables ask for up to four times as many slots as they have entries, which take a byte or more each
        return new Limits(4L * length + 64, filter == null ? ofJvm : ObjectInputFilter.merge(filter, ofJvm));
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > MAX_DEPTH || info.arrayLength() > maxArrayLength) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (filter == null || type == Carrier.class) {
            return Status.UNDECIDED; // of a carrier the parts are checked as they come
        }
        if (type != null && type == exempt) {
            exempt = null;
            return Status.UNDECIDED;
        }
        return filter.checkInput(info);
    }

    /** Lets the next object of a class pass: it was made of a carrier, perhaps by us, who are on nobody's list. */
    void exempt(Class<?> type) {
        exempt = type;
    }
}
