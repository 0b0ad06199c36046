package org.multiprocessing.examples.demo;

import java.util.List;

/** A way to analyse many class files. */
interface Job extends AutoCloseable {

    Totals run(List<String> paths, Progress progress) throws Exception;

    @Override
    default void close() {}
}
