package org.multiprocessing.internal.serial;

/** Compares method descriptors with reflected types, without {@code MethodType}, which is a door to method handles. */
final class Descriptors {

    private Descriptors() {}

    /** Tells whether a descriptor such as {@code (ILjava/lang/String;)V} is that of the types. */
    static boolean matches(String descriptor, Class<?>[] parameters, Class<?> result) {
        if (!descriptor.startsWith("(")) {
            return false;
        }
        int at = 1;
        for (Class<?> parameter : parameters) {
            at = skip(descriptor, at, parameter);
            if (at < 0) {
                return false;
            }
        }
        if (!descriptor.startsWith(")", at)) {
            return false;
        }
        return skip(descriptor, at + 1, result) == descriptor.length();
    }

    /** Returns the position behind a type, or -1 if another type stands there. */
    private static int skip(String descriptor, int from, Class<?> type) {
        Class<?> element = type;
        int at = from;
        while (element.isArray()) {
            if (!descriptor.startsWith("[", at)) {
                return -1;
            }
            at++;
            element = element.getComponentType();
        }
        if (element.isPrimitive()) {
            return at < descriptor.length() && descriptor.charAt(at) == code(element) ? at + 1 : -1;
        }
        String name = element.getName();
        int end = at + 1 + name.length();
        if (!descriptor.startsWith("L", at) || !descriptor.startsWith(";", end)) {
            return -1;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (descriptor.charAt(at + 1 + i) != (c == '.' ? '/' : c)) {
                return -1;
            }
        }
        return end + 1;
    }

    private static char code(Class<?> primitive) {
        return switch (primitive.getName()) {
            case "boolean" -> 'Z';
            case "byte" -> 'B';
            case "short" -> 'S';
            case "char" -> 'C';
            case "int" -> 'I';
            case "long" -> 'J';
            case "float" -> 'F';
            case "double" -> 'D';
            default -> 'V';
        };
    }
}
