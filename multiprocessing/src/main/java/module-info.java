/**
 * Multiprocessing for Java: run a function in a child JVM as easily as in a thread.
 *
 * <p>Start with {@link org.multiprocessing}, the index of everything.
 */
module org.multiprocessing {
    requires java.management;
    requires jdk.unsupported;
    requires static jdk.jfr;
    requires static org.jspecify;

    uses org.multiprocessing.serial.Serializer;

    exports org.multiprocessing;
    exports org.multiprocessing.channel;
    exports org.multiprocessing.manager;
    exports org.multiprocessing.memory;
    exports org.multiprocessing.pool;
    exports org.multiprocessing.process;
    exports org.multiprocessing.serial;
    exports org.multiprocessing.sync;
}
