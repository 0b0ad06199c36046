package org.multiprocessing.internal.classes;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.ForeignLoaders;

/**
 * The class loader with which this process decodes what other processes send: the caller's context class loader and the class
 * path, in a child what the parent has, and the loaders of what this process itself has sent, whose results come back.
 */
public final class ProgramClasses {
    private static volatile WeakReference<@Nullable Joined> last = new WeakReference<>(null);

    private ProgramClasses() {}

    /** Returns the loader, for the calling thread. */
    public static ClassLoader loader() {
        ParentClasses parents = ParentClasses.installed();
        ClassLoader base = parents != null ? parents : ClassLoader.getSystemClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context == null || ForeignLoaders.isEverywhere(context)) {
            context = base;
        }
        if (context.equals(base) && hasNoneBut(base)) {
            return base;
        }
        Joined known = last.get();
        if (known == null || !context.equals(known.getParent())) {
            known = new Joined(context, base);
            last = new WeakReference<>(known);
        }
        return known;
    }

    private static boolean hasNoneBut(ClassLoader base) {
        if (ForeignLoaders.isEmpty()) {
            return true;
        }
        for (ClassLoader noted : ForeignLoaders.all()) {
            if (!noted.equals(base)) {
                return false;
            }
        }
        return true;
    }

    /** Asks one after the other; defines nothing itself. */
    private static final class Joined extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final ClassLoader base;

        Joined(ClassLoader context, ClassLoader base) {
            super("multiprocessing-program", context);
            this.base = base;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ClassNotFoundException notFound;
            try {
                return Class.forName(name, false, base);
            } catch (ClassNotFoundException e) {
                notFound = e;
            }
            for (ClassLoader noted : ForeignLoaders.all()) {
                try {
                    return Class.forName(name, false, noted);
                } catch (ClassNotFoundException e) {
                    notFound.addSuppressed(e);
                }
            }
            throw notFound;
        }
    }
}
