package org.multiprocessing.examples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Objects;

/** Tiny methods for the analyses to look at; how javac compiles them is plain. */
final class Samples {

    private Samples() {}

    /** One method of this class with its control-flow graph. */
    record Sample(MethodModel method, CodeAttribute attribute, ControlFlowGraph code, Dominators dominators) {

        MethodFacts facts() {
            return MethodFacts.of(method, attribute, code);
        }

        Loops loops() {
            return Loops.of(code.graph(), dominators);
        }
    }

    static Sample sample(String name) {
        ClassModel model = ClassFile.of().parse(bytesOf(Samples.class));
        MethodModel method = model.methods().stream()
                .filter(each -> each.methodName().equalsString(name))
                .findFirst()
                .orElseThrow();
        CodeAttribute attribute = method.findAttribute(Attributes.code()).orElseThrow();
        ControlFlowGraph code = ControlFlowGraph.of(attribute);
        return new Sample(method, attribute, code, Dominators.of(code.graph()));
    }

    static byte[] bytesOf(Class<?> type) {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static int straight(int a, int b) {
        int sum = a + b;
        return sum * sum;
    }

    static int choice(int a) {
        int result;
        if (a > 0) {
            result = 1;
        } else {
            result = 2;
        }
        return result;
    }

    static int loop(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += i;
        }
        return sum;
    }

    static int nestedLoops(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                int k = j;
                while (k > 0) {
                    sum += k--;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            sum--;
        }
        return sum;
    }

    static int handler(String text) {
        int result = 0;
        try {
            result = 1;
            result = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return result;
        }
        return 3;
    }

    static int choices(int a) {
        return switch (a) {
            case 0 -> 10;
            case 1 -> 20;
            case 2 -> 30;
            default -> 40;
        };
    }

    @SuppressWarnings("UnusedVariable") // a dead store
    static int deadStore(int a) {
        int never = a + 1;
        never = 7;
        return a;
    }

    static int nullChecks(String text) {
        String other = "constant";
        if (text == null) { // needed
            return other.length(); // safe
        }
        if (other == null) { // needless
            return 0;
        }
        return text.length(); // safe
    }

    static int secondUse(int[] array) {
        return array[0] + array.length; // the first may fail, the second cannot
    }

    static int longArithmetic(long a, double b, long[] array) {
        array[0] = a << 3;
        array[1] += (long) b;
        return (a < array[1] ? 2 : 3) + (b > 1.0 ? 1 : 0);
    }

    static String copied(StringBuilder out, int a) {
        out.append('<').append(a).append('>').append('<').append(a + 1).append('>');
        out.append('<').append(a).append('>').append('<').append(a + 1).append('>');
        out.append('<').append(a).append('>').append('<').append(a + 1).append('>');
        return out.toString();
    }
}
