package org.multiprocessing.conformance.crash;

import org.multiprocessing.conformance.support.EvilRecord;
import org.multiprocessing.conformance.support.EvilValue;
import org.multiprocessing.conformance.support.EvilValue.Moment;
import org.multiprocessing.conformance.support.Way;

/**
 * An item that makes its task go wrong later than on its way to the worker.
 *
 * @param phase when
 * @param way how
 * @param record whether by a record, where that makes a difference
 */
record Step(Phase phase, Way way, boolean record) {
    static final String GOOD = "good";

    /** Returns an item that goes wrong in a phase, which may be before it has arrived. */
    static Object item(Phase phase, Way way, boolean record) {
        return switch (phase) {
            case ENCODE_ARGUMENT -> new EvilValue(way, Moment.WRITTEN);
            case DECODE_ARGUMENT -> record ? EvilRecord.made(way) : new EvilValue(way, Moment.READ);
            default -> new Step(phase, way, record);
        };
    }

    /** The task of the matrix: returns a good item, and does what a bad one wants. */
    static Object run(Object item) throws Exception {
        return item instanceof Step step ? step.take() : item;
    }

    private Object take() throws Exception {
        return switch (phase) {
            case RUN -> way.taken();
            case CLEAN_UP -> {
                Garbage.collect(way);
                yield GOOD;
            }
            case ENCODE_RESULT -> new EvilValue(way, Moment.WRITTEN);
            case DECODE_RESULT -> record ? EvilRecord.made(way) : new EvilValue(way, Moment.READ);
            default -> throw new IllegalStateException("arrived, and should not have: " + this);
        };
    }
}
