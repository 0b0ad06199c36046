package org.multiprocessing.internal.classes;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.ForeignLoaders;

/** Finds the bytes of classes and resources in the loaders of what this process has sent. */
final class ForeignClasses {
    private ForeignClasses() {}

    /** Returns the bytes of a resource, null if no loader has it. */
    static byte @Nullable [] resource(String name) throws IOException {
        for (ClassLoader loader : ForeignLoaders.all()) {
            byte[] bytes = read(loader, name);
            if (bytes != null) {
                return bytes;
            }
        }
        return null;
    }

    /**
     * Returns the bytes of a class, null if no loader knows it.
     *
     * @throws FileNotFoundException if a loader has the class, but not its bytes
     */
    static byte @Nullable [] ofClass(String name) throws IOException {
        String file = name.replace('.', '/') + ".class";
        for (ClassLoader loader : ForeignLoaders.all()) {
            byte[] bytes = read(loader, file);
            if (bytes == null) {
                bytes = readLoaded(loader, name, file);
            }
            if (bytes != null) {
                return bytes;
            }
        }
        return null;
    }

    /** Returns the variables of a class, in the form of {@link ShellVariables}. */
    static byte @Nullable [] variables(String name) throws IllegalAccessException {
        for (ClassLoader loader : ForeignLoaders.all()) {
            try {
                return ShellVariables.of(Class.forName(name, false, loader));
            } catch (ClassNotFoundException e) {
                // perhaps the next one has it; in the end there is none
            }
        }
        return null;
    }

    /** Some loaders make the bytes when the class is asked for: that of {@code java Main.java} compiles other files then. */
    private static byte @Nullable [] readLoaded(ClassLoader loader, String name, String file) throws IOException {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
        ClassLoader defining = type.getClassLoader();
        byte[] bytes = defining == null ? null : read(defining, file);
        if (bytes == null) {
            throw new FileNotFoundException(name + ", which was defined in the parent process by " + defining
                    + ", a class loader that has no bytes of it (as if it was generated while the program runs), so it"
                    + " cannot be sent; let the loader return them by getResourceAsStream(\"" + file + "\")");
        }
        return bytes;
    }

    private static byte @Nullable [] read(ClassLoader loader, String file) throws IOException {
        try (InputStream in = loader.getResourceAsStream(file)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
