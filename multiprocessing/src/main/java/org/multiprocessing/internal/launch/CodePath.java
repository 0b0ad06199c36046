package org.multiprocessing.internal.launch;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a child JVM finds code: on the class path and module path of this one, but the library first, wherever this JVM has
 * it from. What else the program's own class loaders have, the child gets from its parent.
 */
final class CodePath {
    private CodePath() {}

    /** Adds the paths. */
    static void addPaths(List<String> arguments) {
        Module library = CodePath.class.getModule();
        String modulePath = System.getProperty("jdk.module.path");
        if (modulePath != null) {
            arguments.add("--module-path=" + String.join(File.pathSeparator, entries(modulePath)));
        }
        String modules = isBooted(library) ? library.getName() : "";
        String mainModule = System.getProperty("jdk.module.main");
        // the launcher of source files is a module's, too, which a child has no use for
        if (mainModule != null && !isOfJdk(mainModule)) {
            modules = modules.isEmpty() ? mainModule : modules + "," + mainModule;
        }
        if (!modules.isEmpty()) {
            arguments.add("--add-modules=" + modules);
        }
        List<String> classPath = entries(System.getProperty("java.class.path", ""));
        if (!isBooted(library)) {
            String own = fileOf(CodePath.class.getProtectionDomain().getCodeSource());
            classPath.remove(own);
            classPath.addFirst(own);
        }
        if (!classPath.isEmpty()) {
            arguments.add("-cp");
            arguments.add(String.join(File.pathSeparator, classPath));
        }
    }

    /**
     * Adds what the library may do there: native calls, and reflection on the program's own modules, whose records and lambdas
     * need method handles otherwise.
     */
    static void addAccess(List<String> arguments) {
        Module library = CodePath.class.getModule();
        String name = isBooted(library) ? library.getName() : "ALL-UNNAMED";
        arguments.add("--enable-native-access=" + name);
        for (Module module : ModuleLayer.boot().modules()) {
            if (isOfJdk(module.getName())
                    || module.equals(library)
                    || module.getDescriptor().isOpen()
                    || module.getDescriptor().isAutomatic()) {
                continue;
            }
            for (String packageName : module.getPackages()) {
                arguments.add("--add-opens=" + module.getName() + "/" + packageName + "=" + name);
            }
        }
    }

    /** Whether the library is a module that a child can have by its name. */
    private static boolean isBooted(Module library) {
        return library.isNamed() && library.getLayer() == ModuleLayer.boot();
    }

    private static boolean isOfJdk(String moduleName) {
        return moduleName.startsWith("java.") || moduleName.startsWith("jdk.");
    }

    /** The entries of a path, absolute, since a child may run in another folder. */
    private static List<String> entries(String path) {
        List<String> entries = new ArrayList<>();
        if (!path.isEmpty()) {
            for (String entry : path.split(File.pathSeparator, -1)) { // an empty one is the working folder
                entries.add(Path.of(entry).toAbsolutePath().normalize().toString());
            }
        }
        return entries;
    }

    static String fileOf(@Nullable CodeSource source) {
        URL location = source == null ? null : source.getLocation();
        try {
            if (location != null && location.getProtocol().equals("file")) {
                return Path.of(location.toURI()).toAbsolutePath().normalize().toString();
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // told below
        }
        throw new IllegalStateException("the library org.multiprocessing was loaded from " + location
                + ", which is neither a jar file nor a folder, so no child process could load it; put its jar on the class"
                + " path, or outside of the jar that it is packed in");
    }
}
