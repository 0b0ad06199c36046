package org.multiprocessing.conformance.launch;

/** Main classes that load an application, {@code app.App}, with class loaders of their own. */
final class Starters {
    private Starters() {}

    /** From the folder that the first argument names. */
    static final String APPLICATION_ONLY = """
            import java.net.URL;
            import java.net.URLClassLoader;
            import java.nio.file.Path;

            public class Starter {
                public static void main(String[] args) throws Exception {
                    URL[] urls = {Path.of(args[0]).toUri().toURL()};
                    ClassLoader loader = new URLClassLoader("application", urls, Starter.class.getClassLoader());
                    Class<?> app = Class.forName("app.App", true, loader);
                    app.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
                }
            }
            """;

    /** From all folders that arguments name, as the context class loader. */
    static final String WITH_LIBRARY = """
            import java.net.URL;
            import java.net.URLClassLoader;
            import java.nio.file.Path;

            public class Starter {
                public static void main(String[] args) throws Exception {
                    URL[] urls = {Path.of(args[0]).toUri().toURL(), Path.of(args[1]).toUri().toURL()};
                    ClassLoader loader = new URLClassLoader("web", urls, ClassLoader.getPlatformClassLoader());
                    Thread.currentThread().setContextClassLoader(loader);
                    Class<?> app = Class.forName("app.App", true, loader);
                    app.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
                }
            }
            """;

    /** Defines the application from bytes that it forgets. */
    static final String WITHOUT_BYTES = """
            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Starter extends ClassLoader {
                public static void main(String[] args) throws Exception {
                    Class<?> app = new Starter().define(Files.readAllBytes(Path.of(args[0], "app", "App.class")));
                    app.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
                }

                Class<?> define(byte[] bytes) {
                    return defineClass("app.App", bytes, 0, bytes.length);
                }

                @Override
                public String toString() {
                    return "a loader without bytes";
                }
            }
            """;
}
