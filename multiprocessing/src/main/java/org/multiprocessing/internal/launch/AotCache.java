package org.multiprocessing.internal.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The AOT cache of this JVM's children: the library's classes, and those of the JDK that it uses, loaded and linked. Used where
 * it is certain that the child's JVM takes it; made beside the program where there is none.
 */
final class AotCache {
    private static final AotCache OF_THIS_JVM = new AotCache(AotFolder.choose(), LibraryJar.file());

    private final @Nullable Path folder;
    private final @Nullable AotKey key;
    private final @Nullable AotFile file;
    private boolean trusted;

    /** Being made, or not to be had in this JVM's life. */
    private boolean unavailable;

    private AotCache(@Nullable Path folder, @Nullable Path jar) {
        this.folder = folder;
        this.key = folder == null || jar == null ? null : key(jar);
        this.file = folder == null || key == null ? null : new AotFile(folder, key);
    }

    /** Returns the cache of this JVM's children; the first call reads the library's jar. */
    static AotCache ofThisJvm() {
        return OF_THIS_JVM;
    }

    private static @Nullable AotKey key(Path jar) {
        try {
            return AotKey.of(jar);
        } catch (IOException e) {
            AotFolder.warn("children start without an AOT cache, since " + jar + " cannot be read: " + e);
            return null;
        }
    }

    /** Returns the cache for a child with these arguments, or null if it is to have none. Begins to make it if it is missing. */
    synchronized @Nullable Path forChild(List<String> inherited, List<String> code, LaunchSpec spec) {
        if (file == null || unavailable || !isOfThisJdk(spec) || !isTrainedWith(code)) {
            return null;
        }
        if (!AotFlags.areTaken(inherited, spec)) {
            return null;
        }
        return switch (file.state()) {
            case USABLE -> trusted(file.cache());
            case ABSENT -> make();
            case DAMAGED -> replace();
        };
    }

    private static boolean isOfThisJdk(LaunchSpec spec) {
        Path javaHome = spec.javaHome();
        return !spec.isFrozen() && (javaHome == null || javaHome.equals(Path.of(System.getProperty("java.home"))));
    }

    /** The modules of a program are flags, too: each such program would need a cache of its own. */
    private boolean isTrainedWith(List<String> code) {
        String jar = Objects.requireNonNull(key).jar().toString();
        return code.size() == 3
                && code.get(0).equals("--enable-native-access=ALL-UNNAMED")
                && code.get(1).equals("-cp")
                && (code.get(2) + File.pathSeparator).startsWith(jar + File.pathSeparator);
    }

    /** Looks once whether nobody else can have put it there. */
    private @Nullable Path trusted(Path cache) {
        if (!trusted) {
            try {
                AotFolder.checkOwn(Objects.requireNonNull(folder));
                trusted = true;
            } catch (IOException e) {
                unavailable = true;
                AotFolder.warn("the AOT cache " + cache + " is not used: " + e.getMessage());
                return null;
            }
        }
        return cache;
    }

    private @Nullable Path make() {
        unavailable = true;
        new AotMaker(Objects.requireNonNull(folder), Objects.requireNonNull(key), Objects.requireNonNull(file), this)
                .start();
        return null;
    }

    /** Called when a try to make the cache is over, however it went; one that failed is not repeated in this JVM. */
    synchronized void made(boolean success) {
        unavailable = !success;
    }

    private @Nullable Path replace() {
        AotFile damaged = Objects.requireNonNull(file);
        try (AotLock lock = AotLock.take(Objects.requireNonNull(folder), Objects.requireNonNull(key))) {
            if (lock == null) {
                return null; // somebody is between two steps of making it
            }
            if (damaged.state() == AotFile.State.USABLE) {
                return trusted(damaged.cache());
            }
            damaged.delete();
            AotFolder.warn("the AOT cache " + damaged.cache() + " was damaged; it is made anew, and until then"
                    + " children start without one");
        } catch (IOException e) {
            unavailable = true;
            AotFolder.warn("the AOT cache " + damaged.cache() + " is damaged and cannot be deleted, so children start"
                    + " without one; delete it, or choose another folder with -D" + AotFolder.PROPERTY + "=FOLDER: "
                    + e);
            return null;
        }
        return make();
    }
}
