package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.io.NotSerializableException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.NotShareableException;

/** Says why a value cannot travel: what the value is, the way to the culprit, what it is, and what to do. */
final class Refusal {

    private Refusal() {}

    @SuppressWarnings("ReferenceEquality") // the culprit is an object, not one like it
    static NotShareableException explain(Object root, Throwable failure) {
        if (failure instanceof NotShareableException known) {
            return known;
        }
        Object culprit = root;
        String reason;
        Throwable cause = null;
        FieldChain.Node node = null;
        if (failure instanceof Refused refused) {
            culprit = refused.culprit();
            cause = refused.getCause();
            node = FieldChain.find(root, culprit);
            reason = refused.reason();
            if (reason == null) {
                reason = reasonOf(culprit, node);
            }
        } else if (failure instanceof StackOverflowError) {
            reason = Refused.TOO_DEEP; // in less stack than usual, or inside an object stream
        } else {
            reason = "failed while it was being written: " + failure;
            cause = failure;
        }
        String path = node == null ? "" : node.path();
        StringBuilder message =
                new StringBuilder().append(capitalized(describe(root))).append(" cannot be sent to another process: ");
        if (culprit == root) {
            message.append("it ");
        } else if (path.isEmpty()) {
            message.append("something inside, ").append(describe(culprit)).append(", ");
        } else {
            message.append(path).append(", ").append(describe(culprit)).append(", ");
        }
        message.append(reason);
        if (message.charAt(message.length() - 1) != '.') {
            message.append('.');
        }
        return new NotShareableException(
                message.toString(), path, culprit.getClass().getName(), cause);
    }

    static IOException ofFunctionInStream(ReflectiveFunction function) {
        return new NotSerializableException("a function that came from another process travels on only through "
                + "org.multiprocessing, not through an ObjectOutputStream: " + function);
    }

    private static String reasonOf(Object culprit, FieldChain.@Nullable Node node) {
        if (culprit instanceof Stationary stationary) {
            return stationary.whyItStays();
        }
        Class<?> type = culprit.getClass();
        if (type.isHidden()) {
            return "is not of a serializable type. Declare it as one of the functional types of "
                    + "org.multiprocessing.serial, such as Action, Call or Call1, or as a type that extends Serializable";
        }
        if (type.isRecord()) {
            return "is a record that reflection cannot reach. Open its package to the module org.multiprocessing, or let "
                    + "it implement Serializable";
        }
        String fact = "is not serializable. ";
        if (node != null && node.isReceiver()) {
            FunctionShape shape = node.shapeOfParent();
            if (shape != null && shape.implMethod.startsWith("lambda$")) {
                return fact + "The lambda uses a field or a method of the object around it, and so captures this. Make "
                        + "that method static, or copy what the lambda needs to a local variable before it";
            }
            return fact + "The method reference is bound to that object. Use a static method, or let the class "
                    + "implement Serializable";
        }
        boolean isField = node != null && node.isField();
        return fact + "Let the class implement Serializable or be a record"
                + (isField ? ", mark the field transient" : "")
                + ", or create the object inside the process that needs it";
    }

    private static String describe(Object object) {
        Class<?> type = object.getClass();
        if (!type.isHidden()) {
            return withArticle(type.getTypeName());
        }
        String name = type.getName();
        int end = name.indexOf("$$Lambda");
        String kind = type.getInterfaces().length == 0 ? "" : " of the type " + type.getInterfaces()[0].getTypeName();
        return "a lambda" + (end < 0 ? "" : " in " + name.substring(0, end)) + kind;
    }

    private static String withArticle(String name) {
        int simple = name.lastIndexOf('.') + 1;
        return ("AEIOUaeiou".indexOf(name.charAt(simple)) >= 0 ? "an " : "a ") + name;
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
