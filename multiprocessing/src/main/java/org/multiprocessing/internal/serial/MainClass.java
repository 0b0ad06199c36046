package org.multiprocessing.internal.serial;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Which class the program was launched with.
 *
 * <p>In a compact source file every lambda that calls a method captures an instance of that class, which cannot
 * implement {@code Serializable}; so an instance of it travels as a copy of its fields.
 */
public final class MainClass {

    private static final String SOURCE_LAUNCHER = "com.sun.tools.javac.launcher.";

    /** In a child of such a program, what that launcher has compiled comes by this loader, which is not to be used here. */
    private static final String CHILDS_LOADER = "org.multiprocessing.internal.classes.ParentClasses";

    private static volatile @Nullable String name;

    private MainClass() {}

    /**
     * Sets the binary name of the class, empty if only the source launcher knows; a child process has it from its parent,
     * since its own main class is ours.
     */
    public static void set(String binaryName) {
        name = binaryName;
    }

    /** Returns the binary name of the class, or null if only the source launcher knows. */
    public static @Nullable String name() {
        String known = name;
        if (known == null) {
            known = fromCommand(System.getProperty("sun.java.command", ""));
            name = known;
        }
        return known.isEmpty() ? null : known;
    }

    /** Returns the class, if the system's class loader or the calling thread's knows it, or it calls this. */
    public static @Nullable Class<?> find() {
        String main = name();
        if (main == null) {
            return SourceMain.onStack();
        }
        Class<?> found = null;
        for (ClassLoader loader : new @Nullable ClassLoader[] {
            ClassLoader.getSystemClassLoader(), Thread.currentThread().getContextClassLoader()
        }) {
            try {
                return Class.forName(main, false, loader);
            } catch (ClassNotFoundException e) {
                found = null; // the other one may know it
            }
        }
        return found;
    }

    /** Tells whether a class is the one that the program was launched with. */
    static boolean is(Class<?> type) {
        String main = name();
        if (main != null) {
            return main.equals(type.getName());
        }
        // java Main.java: the launcher compiled the class and launched the first that has a main method
        ClassLoader loader = type.getClassLoader();
        return loader != null
                && isOfSourceLauncher(loader.getClass().getName())
                && type.getEnclosingClass() == null
                && hasMain(type);
    }

    private static boolean isOfSourceLauncher(String loader) {
        return loader.startsWith(SOURCE_LAUNCHER) || loader.equals(CHILDS_LOADER);
    }

    private static boolean hasMain(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals("main")) {
                return true;
            }
        }
        return false;
    }

    /** The forms are {@code com.acme.Main args}, {@code module/com.acme.Main args} and {@code path/app.jar args}. */
    static String fromCommand(String command) {
        for (int jar = command.indexOf(".jar"); jar >= 0; jar = command.indexOf(".jar", jar + 1)) {
            String path = command.substring(0, jar + 4); // blanks may be part of it, so only the file system knows
            if (new File(path).isFile()) {
                return mainClassOf(path);
            }
        }
        int end = command.indexOf(' ');
        String first = end < 0 ? command : command.substring(0, end);
        String binaryName = first.substring(first.indexOf('/') + 1);
        return binaryName.startsWith(SOURCE_LAUNCHER) ? "" : binaryName;
    }

    private static String mainClassOf(String path) {
        try (JarFile file = new JarFile(path)) {
            Manifest manifest = file.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            return main == null ? "" : main.trim();
        } catch (IOException e) {
            return ""; // moved or deleted since the start; then no class counts as the main class
        }
    }
}
