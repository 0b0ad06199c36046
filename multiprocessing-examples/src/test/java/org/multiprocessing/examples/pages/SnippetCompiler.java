package org.multiprocessing.examples.pages;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles snippets, all in one go, and tells its complaints by the lines of the pages. */
final class SnippetCompiler {
    private static final List<String> ROOMS =
            List.of("channel", "manager", "memory", "pool", "process", "serial", "sync");

    /** What IDEs write by themselves. On demand, but for our own types, of which some have namesakes. */
    private static final String OF_THE_JDK = """
            import java.io.*;
            import java.lang.foreign.*;
            import java.net.*;
            import java.nio.ByteBuffer;
            import java.nio.file.*;
            import java.nio.channels.SelectionKey;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import java.util.function.*;
            import java.util.stream.*;
            import org.multiprocessing.pool.Outcome.*;
            import static java.time.Duration.*;
            import static org.multiprocessing.Multiprocessing.*;
            import static org.multiprocessing.process.StartMethod.*;
            """;

    private final Map<JavaFileObject, SnippetSource> sources = new LinkedHashMap<>();
    private final Map<JavaFileObject, Snippet> snippets = new LinkedHashMap<>();

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Snippet snippet, String text) {
            super(
                    URI.create("string:///" + snippet.packageName().replace('.', '/') + "/" + snippet.className()
                            + Kind.SOURCE.extension),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Compiles into a folder; returns what javac has to complain of. */
    List<String> compile(List<Snippet> all, Path folder) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(complaints, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            String imports = imports(files);
            for (Snippet snippet : all) {
                SnippetSource source = SnippetSource.of(snippet, imports);
                JavaFileObject file = new Source(snippet, source.text());
                sources.put(file, source);
                snippets.put(file, snippet);
            }
            List<String> options = List.of("-Xlint:all,-try,-serial,-processing,-classfile", "-proc:none");
            javac.getTask(null, files, complaints, options, null, sources.keySet())
                    .call();
        }
        return complaints.getDiagnostics().stream().map(this::inWords).toList();
    }

    private String inWords(Diagnostic<? extends JavaFileObject> complaint) {
        JavaFileObject file = complaint.getSource();
        String text = complaint.getMessage(Locale.ROOT);
        if (file == null) {
            return text;
        }
        SnippetSource source = sources.get(file);
        int line = source.origin(complaint.getLineNumber());
        String place = line == 0
                ? snippets.get(file).toString()
                : snippets.get(file).page().getFileName() + ":" + line;
        return place + ": " + text;
    }

    /** Returns imports of all public types of the library, one by one. */
    private static String imports(JavaFileManager files) throws IOException {
        StringBuilder text = new StringBuilder(OF_THE_JDK);
        for (String name : exportedTypes(files)) {
            text.append("import ").append(name).append(";\n");
        }
        return text.toString();
    }

    /** Returns the names of the public types of the library that are no members of others. */
    static List<String> exportedTypes(JavaFileManager files) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        List<String> packages = new ArrayList<>(List.of("org.multiprocessing"));
        ROOMS.forEach(room -> packages.add("org.multiprocessing." + room));
        for (String name : packages) {
            for (JavaFileObject file :
                    files.list(StandardLocation.CLASS_PATH, name, Set.of(JavaFileObject.Kind.CLASS), false)) {
                String type = files.inferBinaryName(StandardLocation.CLASS_PATH, file);
                if (!type.contains("$") && !type.endsWith("-info") && isPublic(type)) {
                    names.add(type);
                }
            }
        }
        return List.copyOf(names);
    }

    private static boolean isPublic(String type) {
        try {
            return Modifier.isPublic(Class.forName(type, false, SnippetCompiler.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("javac has found a class that this JVM has not", e);
        }
    }
}
