package org.multiprocessing.serial;

import java.io.Serializable;
import java.util.List;

/** Classes of a program, for tests in whose own package no program's class can be. */
@SuppressWarnings("serial") // programs are not written for that lint
public final class Samples {
    private Samples() {}

    public sealed interface Shape permits Circle, Named {}

    public record Circle(double radius) implements Shape {}

    public record Named(String name, List<Shape> parts) implements Shape {}

    public record Edge(Named from, Named to) {}

    public enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    public static final class Bean implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Object value = 1;

        public Object value() {
            return value;
        }
    }

    /** Sets a mark when it is initialised. */
    public static final class Loud {
        public static final String MARK = "org.multiprocessing.test.loud";

        static {
            System.setProperty(MARK, "true");
        }

        private Loud() {}
    }
}
