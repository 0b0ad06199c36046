package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;

/** Gives outcomes the type that the call which made them has. */
final class Outcomes {
    private Outcomes() {}

    @SuppressWarnings("NullAway") // it does not see that the parameter of the record is nullable
    static Outcome<@Nullable Object> success(@Nullable Object value) {
        return new Outcome.Success<>(value);
    }

    /** Returns the failure with the stack of the call that throws it now: it was made by whoever polled it. */
    static TaskException thrownHere(TaskException why) {
        why.fillInStackTrace();
        return why;
    }

    @SuppressWarnings("unchecked") // the function's result type is R
    static <R extends @Nullable Object> Outcome<R> cast(Outcome<?> outcome) {
        return (Outcome<R>) outcome;
    }
}
