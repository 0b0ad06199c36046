package org.multiprocessing.examples.pages;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Looks up the names in a piece of Java: whether the library, or the JDK, has such a type or method. */
final class JavaNames {
    /** Where the JDK's types are looked for. */
    private static final List<String> OF_THE_JDK = List.of(
            "java.lang.",
            "java.util.",
            "java.util.concurrent.",
            "java.util.concurrent.locks.",
            "java.util.concurrent.atomic.",
            "java.io.",
            "java.net.",
            "java.nio.file.",
            "java.time.",
            "java.util.stream.",
            "java.lang.foreign.");

    /** Types of the JDK that the library's objects are. */
    private static final List<Class<?>> IMPLEMENTED =
            List.of(ConcurrentMap.class, List.class, Set.class, Stream.class, IntStream.class, CompletableFuture.class);

    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z]+\\.)+[A-Z]\\w*\\b");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");

    /** A name, with the name before its dot or colons, if there is one, and whether it is called. */
    private static final Pattern NAME = Pattern.compile("(?:(\\w+)(?:\\.|::))?\\b([A-Za-z_]\\w*)\\b(\\()?");

    private final Map<String, Class<?>> types = new TreeMap<>();
    private final Set<String> methods = new HashSet<>();
    private final Set<String> examples;

    /** @param examples names that stand for the reader's own */
    JavaNames(Set<String> examples) throws IOException {
        this.examples = examples;
        IMPLEMENTED.forEach(this::addMethods);
        try (var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null)) {
            for (String name : SnippetCompiler.exportedTypes(files)) {
                Class<?> type = find(name);
                add(type);
                Stream.of(type.getClasses()).forEach(this::add);
            }
        }
    }

    private void add(Class<?> type) {
        types.put(type.getSimpleName(), type);
        addMethods(type);
    }

    private void addMethods(Class<?> type) {
        Stream.of(type.getMethods()).map(Method::getName).forEach(methods::add);
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, JavaNames.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return Void.class;
        }
    }

    /** Returns the names in a piece of code that nobody has. */
    List<String> unknownIn(String code) {
        List<String> unknown = new ArrayList<>();
        Matcher qualified = QUALIFIED.matcher(code);
        while (qualified.find()) {
            if (find(qualified.group()) == Void.class) {
                unknown.add(qualified.group());
            }
        }
        String text = STRING.matcher(QUALIFIED.matcher(code).replaceAll(" ")).replaceAll(" ");
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            boolean alone = name.group().equals(text);
            if (!isKnown(name.group(1), name.group(2), name.group(3) != null || alone)) {
                unknown.add(name.group());
            }
        }
        return unknown;
    }

    private boolean isKnown(String owner, String name, boolean called) {
        if (examples.contains(name) || (owner != null && examples.contains(owner))) {
            return true;
        }
        if (owner != null && Character.isUpperCase(owner.charAt(0))) {
            Class<?> type = type(owner);
            return type != Void.class && has(type, name);
        }
        if (Character.isUpperCase(name.charAt(0))) {
            return name.length() == 1 || type(name) != Void.class;
        }
        return !called || methods.contains(name);
    }

    private Class<?> type(String name) {
        Class<?> ours = types.get(name);
        if (ours != null) {
            return ours;
        }
        return OF_THE_JDK.stream()
                .<Class<?>>map(room -> find(room + name))
                .filter(type -> type != Void.class)
                .findFirst()
                .orElse(Void.class);
    }

    private static boolean has(Class<?> type, String member) {
        return member.equals("class")
                || Stream.of(type.getMethods())
                        .anyMatch(method -> method.getName().equals(member))
                || Stream.of(type.getFields()).anyMatch(field -> field.getName().equals(member))
                || Stream.of(type.getClasses())
                        .anyMatch(nested -> nested.getSimpleName().equals(member));
    }
}
