package org.multiprocessing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The exported API of a module as text: each public type of an exported package, and below it, sorted, what a program can call, read or override;
 * with type parameters, nullness, exceptions, and who may implement it.
 */
final class ApiListing {
    private final Path classes;
    private final Set<String> exported;
    private final List<String> lines = new ArrayList<>();

    private ApiListing(Path classes, Set<String> exported) {
        this.classes = classes;
        this.exported = exported;
    }

    /** Lists the module that a class is of, which must lie in a folder. */
    static List<String> of(Class<?> member) throws IOException {
        Path classes = folder(member);
        ModuleDescriptor module;
        try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
            module = ModuleDescriptor.read(in);
        }
        Set<String> exported = new TreeSet<>();
        module.exports().stream()
                .filter(export -> !export.isQualified())
                .forEach(export -> exported.add(export.source()));
        ApiListing listing = new ApiListing(classes, exported);
        for (String name : exported) {
            listing.addPackage(name);
        }
        return List.copyOf(listing.lines);
    }

    private static Path folder(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(member + " is not from a folder", e);
        }
    }

    private void addPackage(String name) throws IOException {
        try (Stream<Path> files = Files.list(classes.resolve(name.replace('.', '/')))) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                    .sorted()
                    .map(file -> load(name + "." + file.substring(0, file.length() - ".class".length())))
                    .filter(this::isExported)
                    .forEach(this::addType);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiListing.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isExported(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!isForUsers(each.getModifiers()) || each.isAnonymousClass() || each.isLocalClass()) {
                return false;
            }
        }
        return exported.contains(type.getPackageName());
    }

    private static boolean isForUsers(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private void addType(Class<?> type) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(header(type));
        Set<Line> members = new TreeSet<>();
        addMembers(type, type, members);
        members.forEach(member -> lines.add("  " + member.text()));
    }

    /** A member; they are in the order of their names. */
    private record Line(String name, String text) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int order = name.compareTo(other.name);
            return order != 0 ? order : text.compareTo(other.text);
        }
    }

    /** Adds what a type declares, and what it has from those of its supertypes that are no API themselves. */
    private void addMembers(Class<?> type, Class<?> from, Set<Line> members) {
        Predicate<Member> forUsers = member -> isForUsers(member.getModifiers()) && !member.isSynthetic();
        Stream.of(from.getDeclaredFields()).filter(forUsers).forEach(field -> members.add(line(field)));
        Stream.of(from.getDeclaredMethods()).filter(forUsers).forEach(method -> members.add(line(method)));
        if (type == from) {
            Stream.of(type.getDeclaredConstructors()).filter(forUsers).forEach(made -> members.add(line(made)));
        }
        supertypes(from)
                .filter(each -> each.getName().startsWith("org.multiprocessing.") && !isExported(each))
                .forEach(each -> addMembers(type, each, members));
    }

    private static Stream<Class<?>> supertypes(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
    }

    private String header(Class<?> type) {
        StringBuilder header = new StringBuilder(annotations(type))
                .append(type.toGenericString().replace("abstract ", type.isInterface() ? "" : "abstract "));
        int parameters = header.indexOf("<");
        if (parameters >= 0) { // again, with nullness
            header.setLength(parameters);
            header.append(typeParameters(type.getTypeParameters()));
        }
        if (type.isRecord()) {
            header.append(Arrays.stream(type.getRecordComponents())
                    .map(ApiListing::component)
                    .collect(joining(", ", "(", ")")));
        }
        AnnotatedType superclass = type.getAnnotatedSuperclass();
        if (superclass != null && superclass.getType() != Object.class && !type.isRecord() && !type.isEnum()) {
            header.append(" extends ").append(text(superclass));
        }
        if (type.getAnnotatedInterfaces().length > 0) {
            header.append(type.isInterface() ? " extends " : " implements ")
                    .append(texts(type.getAnnotatedInterfaces()));
        }
        if (type.isSealed()) {
            String permitted = Arrays.stream(type.getPermittedSubclasses())
                    .map(each -> isExported(each) ? each.getName() : "(internal)")
                    .distinct()
                    .sorted()
                    .collect(joining(", "));
            header.append(" permits ").append(permitted);
        }
        return header.toString();
    }

    private static String component(RecordComponent component) {
        return text(component.getAnnotatedType()) + " " + component.getName();
    }

    private static Line line(Field field) {
        return new Line(field.getName(), prefix(field, field) + text(field.getAnnotatedType()) + " " + field.getName());
    }

    private static Line line(Constructor<?> made) {
        return new Line("", prefix(made, made) + typeParametersOf(made) + "new" + signature(made)); // the first ones
    }

    private static Line line(Method method) {
        return new Line(
                method.getName(),
                prefix(method, method) + (method.isDefault() ? "default " : "") + typeParametersOf(method)
                        + text(method.getAnnotatedReturnType()) + " " + method.getName() + signature(method));
    }

    /** Returns an executable's type parameters and a space; if it has any. */
    private static String typeParametersOf(Executable executable) {
        return executable.getTypeParameters().length == 0 ? "" : typeParameters(executable.getTypeParameters()) + " ";
    }

    private static String signature(Executable executable) {
        String parameters = texts(executable.getAnnotatedParameterTypes());
        if (executable.isVarArgs()) {
            parameters = parameters.replaceFirst("\\[\\]$", "...");
        }
        String thrown = texts(executable.getAnnotatedExceptionTypes());
        return "(" + parameters + ")" + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String typeParameters(TypeVariable<?>... parameters) {
        return Arrays.stream(parameters).map(ApiListing::typeParameter).collect(joining(", ", "<", ">"));
    }

    private static String typeParameter(TypeVariable<?> parameter) {
        String bounds = Arrays.stream(parameter.getAnnotatedBounds())
                .map(ApiListing::text)
                .collect(joining(" & "));
        return parameter.getName() + (bounds.equals("Object") ? "" : " extends " + bounds);
    }

    private static String texts(AnnotatedType... types) {
        return Arrays.stream(types).map(ApiListing::text).collect(joining(", "));
    }

    private static String text(AnnotatedType type) {
        return type.toString()
                .replace("@org.jspecify.annotations.Nullable()", "@Nullable")
                .replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "")
                .replaceAll("\\borg\\.multiprocessing\\.", "");
    }

    /** Returns those modifiers that matter to users, unless they are the usual ones, and annotations. */
    private static String prefix(Member member, AnnotatedElement element) {
        boolean ofInterface = member.getDeclaringClass().isInterface();
        Set<AccessFlag> flags = member.accessFlags();
        return annotations(element)
                + Stream.of(AccessFlag.PROTECTED, AccessFlag.ABSTRACT, AccessFlag.STATIC, AccessFlag.FINAL)
                        .filter(flags::contains)
                        .filter(flag -> flag != AccessFlag.ABSTRACT || !ofInterface)
                        .map(flag -> Modifier.toString(flag.mask()) + " ")
                        .collect(joining());
    }

    private static String annotations(AnnotatedElement element) {
        return Stream.of(Deprecated.class, FunctionalInterface.class)
                .map(element::getAnnotation)
                .filter(annotation -> annotation != null)
                .map(annotation ->
                        annotation.toString().replace("java.lang.", "").replace("()", "") + " ")
                .collect(joining());
    }
}
