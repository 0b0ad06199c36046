package org.multiprocessing.conformance.launch;

/** The program that is started in every way that there is, and what it prints. */
final class Sources {
    private Sources() {}

    /** A pool with a lambda that captures, records in both directions, and a process. */
    static final String APP = """
            package app;

            import static org.multiprocessing.Multiprocessing.*;

            import java.io.Serializable;
            import java.util.List;

            public class App {
                record Point(int x, int y) implements Serializable {}

                static void hello(Point point) {
                    System.out.println("child " + point + " of " + currentProcess().name());
                }

                static Point nested(Point point) throws Exception {
                    return call(() -> new Point(point.y(), point.x()));
                }

                public static void main(String... args) throws Exception {
                    int by = 10;
                    try (var pool = pool(2)) {
                        System.out.println("pool "
                                + pool.map(p -> new Point(p.x() + by, p.y()), List.of(new Point(1, 2), new Point(3, 4))));
                        System.out.println("nested " + pool.apply(App::nested, new Point(7, 8)));
                    }
                    var process = process(() -> hello(new Point(5, by / 2 + 1)), o -> o.withName("Greeter")).start();
                    process.join();
                    System.out.println("code " + process.exitCode().orElseThrow());
                }
            }
            """;

    static final String[] APP_PRINTS = {
        "pool [Point[x=11, y=2], Point[x=13, y=4]]",
        "nested Point[x=8, y=7]",
        "child Point[x=5, y=6] of Greeter",
        "code 0"
    };
}
