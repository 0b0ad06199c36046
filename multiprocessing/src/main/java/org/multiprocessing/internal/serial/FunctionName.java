package org.multiprocessing.internal.serial;

/** Names functions for messages. */
public final class FunctionName {
    /** What javac begins the names of lambda bodies with; the method that they stand in follows. */
    private static final String LAMBDA = "lambda$";

    private FunctionName() {}

    /** Returns class and method that a function calls, such as {@code Parser.parse}; else its class. */
    public static String of(Object function) {
        if (function instanceof WrappedFunction around) {
            return of(around.wrapped());
        }
        FunctionShape shape = null;
        if (function instanceof ReflectiveFunction decoded) {
            shape = decoded.shape();
        } else if (Forms.of(function.getClass()) instanceof LambdaForm lambda) {
            shape = lambda.shapeOf(function);
        }
        if (shape == null) {
            return simple(function.getClass().getName());
        }
        String owner = simple(shape.implClass.replace('/', '.'));
        String method = shape.implMethod;
        if (method.startsWith(LAMBDA)) {
            return "lambda in " + owner + "." + method.substring(LAMBDA.length(), method.indexOf('$', LAMBDA.length()));
        }
        return owner + "." + method;
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
