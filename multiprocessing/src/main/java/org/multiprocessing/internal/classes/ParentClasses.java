package org.multiprocessing.internal.classes;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/**
 * The class loader of a child for what other processes send it: what is on no path of the child, it asks the parent for. That
 * one answers only if it has sent something that did not come from its class path (see {@link ClassServer}).
 *
 * <p>It stands on the way of every child to the user's code, so it loads nothing but itself until a class is missing.
 */
public final class ParentClasses extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static volatile @Nullable ParentClasses installed;

    private final Path socket;
    private final Thread main;
    private volatile boolean asked;

    private ParentClasses(Path socket, Thread main) {
        super(ClassLoader.getSystemClassLoader()); // no name: it would stand before every class in stack traces
        this.socket = socket;
        this.main = main;
    }

    /** Returns the loader of this child, which is made at the first call, by its main thread. */
    public static ParentClasses install(Session session, ProcessEntry entry) {
        ParentClasses known = installed;
        if (known != null) {
            return known;
        }
        Path socket = ClassRequest.socket(session.folder(), entry.parentSlot(), entry.parentGeneration());
        ParentClasses loader = new ParentClasses(socket, Thread.currentThread());
        installed = loader;
        return loader;
    }

    /** Returns the loader of this process, null if that is no child. */
    static @Nullable ParentClasses installed() {
        return installed;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes;
        try {
            bytes = ask(ClassRequest.CLASS, name);
        } catch (FileNotFoundException e) {
            throw new ClassNotFoundException(e.getMessage(), e);
        } catch (IOException e) {
            throw new ClassNotFoundException(name + ", which could not be asked of the parent process: " + e, e);
        }
        if (bytes == null) {
            throw new ClassNotFoundException(
                    name + ", which is neither on the class path nor known to the parent process");
        }
        Class<?> type = defineClass(name, bytes, 0, bytes.length);
        if (ShellVariables.mayBeIn(name)) {
            setVariables(type);
        }
        return type;
    }

    private void setVariables(Class<?> type) throws ClassNotFoundException {
        try {
            byte[] variables = ask(ClassRequest.VARIABLES, type.getName());
            if (variables != null) {
                ShellVariables.set(type, variables);
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(type.getName() + ", whose variables did not arrive: " + e, e);
        }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        InputStream own = super.getResourceAsStream(name);
        if (own != null) {
            return own;
        }
        try {
            byte[] bytes = ask(ClassRequest.RESOURCE, name);
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            return null; // as of every resource that cannot be opened
        }
    }

    private byte @Nullable [] ask(byte kind, String name) throws IOException {
        if (!Files.exists(socket)) {
            return null;
        }
        byte[] bytes = ClassRequest.send(socket, kind, name);
        if (bytes != null && !asked) {
            asked = true;
            becomeContext();
        }
        return bytes;
    }

    /** What finds classes by the context class loader, in the program's main thread, had the program's own loader there. */
    private void becomeContext() {
        ClassLoader context = main.getContextClassLoader();
        if (context == null || context.equals(ClassLoader.getSystemClassLoader())) {
            main.setContextClassLoader(this);
        }
    }
}
