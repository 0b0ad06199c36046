package org.multiprocessing.internal.serial;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown inside the codec for an object that cannot travel; {@link Refusal} makes the exception for the user of it. */
final class Refused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    static final String TOO_DEEP =
            "is nested more than " + Encoder.MAX_DEPTH + " levels deep. Send it in flatter parts";
    static final String CONTAINS_ITSELF =
            "contains itself, but can only be made after what it contains. Break the cycle";

    private final transient Object culprit;
    private final @Nullable String reason;

    /** For an object whose class says why. */
    Refused(Object culprit) {
        this(culprit, null, null);
    }

    Refused(Object culprit, String reason) {
        this(culprit, reason, null);
    }

    /** The reason is what the culprit "is" or "does", and then what to do about it. */
    Refused(Object culprit, @Nullable String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.culprit = culprit;
        this.reason = reason;
    }

    Object culprit() {
        return culprit;
    }

    @Nullable
    String reason() {
        return reason;
    }
}
