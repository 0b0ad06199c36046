package org.multiprocessing.examples.demo;

import java.io.Serializable;
import java.util.Comparator;
import java.util.function.BinaryOperator;

/** The method that leads in some respect, and by what figure. */
record Peak(String method, long value) implements Serializable {

    static final Peak NONE = new Peak("none", 0);

    private static final BinaryOperator<Peak> HIGHER = BinaryOperator.maxBy(
            Comparator.comparingLong(Peak::value).thenComparing(Peak::method, Comparator.reverseOrder()));

    /** The higher of two; of equals, the one whose method comes first by name. */
    static Peak higher(Peak a, Peak b) {
        return HIGHER.apply(a, b);
    }
}
