package org.multiprocessing.internal.serial;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The class loaders of what was encoded here, except those that every process of the tree has: the system class loader and
 * its ancestors. A process that decodes such a thing has to ask this one for the classes.
 *
 * <p>A loader is noted when the form of one of its classes is looked up for the first time, so what is encoded later costs
 * nothing. It is not kept alive by that.
 */
public final class ForeignLoaders {

    private static final ClassLoader SYSTEM = ClassLoader.getSystemClassLoader();

    /** In the order in which they were met: the first is that of the first target. */
    private static final List<WeakReference<ClassLoader>> NOTED = new CopyOnWriteArrayList<>();

    private static @Nullable Runnable listener;

    private ForeignLoaders() {}

    /** Has a listener called, before anything of them leaves this process, once there is such a loader. */
    public static synchronized void setListener(Runnable callback) {
        listener = callback;
        if (!NOTED.isEmpty()) {
            callback.run();
        }
    }

    /** Returns whether none has been met. */
    public static boolean isEmpty() {
        return NOTED.isEmpty();
    }

    /** Returns those that still exist, the first target's first. */
    public static List<ClassLoader> all() {
        List<ClassLoader> all = new ArrayList<>();
        for (WeakReference<ClassLoader> noted : NOTED) {
            ClassLoader loader = noted.get();
            if (loader != null) {
                all.add(loader);
            }
        }
        return all;
    }

    /** Returns whether every process of the tree has the classes of a loader, if it is started as this one was. */
    public static boolean isEverywhere(@Nullable ClassLoader loader) {
        if (loader == null) {
            return true;
        }
        for (ClassLoader known = SYSTEM; known != null; known = known.getParent()) {
            if (known.equals(loader)) {
                return true;
            }
        }
        return false;
    }

    /** Notes the loader of a class that leaves this process, unless every process has it. */
    public static void note(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (!isEverywhere(loader) && loader != null) {
            noteForeign(loader);
        }
    }

    private static synchronized void noteForeign(ClassLoader loader) {
        for (WeakReference<ClassLoader> noted : NOTED) {
            if (noted.refersTo(loader)) {
                return;
            }
        }
        if (listener != null) {
            listener.run(); // before it is noted: if this fails, the next one tries again
        }
        NOTED.removeIf(ForeignLoaders::isGone);
        NOTED.add(new WeakReference<>(loader));
    }

    private static boolean isGone(WeakReference<ClassLoader> noted) {
        return noted.refersTo(null);
    }
}
