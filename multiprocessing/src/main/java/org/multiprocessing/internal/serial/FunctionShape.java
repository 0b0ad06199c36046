package org.multiprocessing.internal.serial;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a lambda or method reference except what it captures, as {@link SerializedLambda} tells it.
 *
 * <p>All lambdas of one place in the source share one shape. It is written as one block of bytes, by which a decoder
 * recognises it the next time. Class names have slashes.
 */
final class FunctionShape {

    private static final String OUR_PACKAGE = "org/multiprocessing/serial/";

    final byte[] encoded;
    final int captureCount;
    final int implKind;
    final String capturingClass;
    final String interfaceClass;
    final String interfaceMethod;
    final String interfaceSignature;
    final String instantiatedType;
    final String implClass;
    final String implSignature;
    final String implMethod;

    FunctionShape(byte[] encoded) throws DecodeException {
        this.encoded = encoded;
        Decoder in = new Decoder(ClassLoader.getPlatformClassLoader()).wrap(encoded, 0, encoded.length);
        captureCount = in.readByte() & 0xff;
        implKind = in.readByte();
        capturingClass = in.readString();
        interfaceClass = in.readString();
        interfaceMethod = in.readString();
        interfaceSignature = in.readString();
        instantiatedType = in.readString();
        implClass = in.readString();
        implSignature = in.readString();
        implMethod = in.readString();
        if (in.remaining() != 0) {
            throw new DecodeException("damaged function, " + in.remaining() + " bytes too many");
        }
    }

    FunctionShape(SerializedLambda lambda) {
        captureCount = lambda.getCapturedArgCount();
        implKind = lambda.getImplMethodKind();
        capturingClass = lambda.getCapturingClass();
        interfaceClass = lambda.getFunctionalInterfaceClass();
        interfaceMethod = lambda.getFunctionalInterfaceMethodName();
        interfaceSignature = lambda.getFunctionalInterfaceMethodSignature();
        instantiatedType = lambda.getInstantiatedMethodType();
        implClass = lambda.getImplClass();
        implSignature = lambda.getImplMethodSignature();
        implMethod = lambda.getImplMethodName();
        Encoder out = new Encoder();
        out.writeByte(captureCount); // at most 255, the JVM's limit of arguments
        out.writeByte(implKind);
        out.writeString(capturingClass);
        out.writeString(interfaceClass);
        out.writeString(interfaceMethod);
        out.writeString(interfaceSignature);
        out.writeString(instantiatedType);
        out.writeString(implClass);
        out.writeString(implSignature);
        out.writeString(implMethod); // last: tables of bytes look at the end, and this differs the most
        encoded = out.toByteArray();
    }

    /** The parts of a function: its shape, then what it captures. */
    @Nullable
    Object[] parts(SerializedLambda lambda) {
        @Nullable Object[] parts = new @Nullable Object[captureCount + 1];
        parts[0] = this;
        for (int i = 0; i < captureCount; i++) {
            parts[i + 1] = lambda.getCapturedArg(i);
        }
        return parts;
    }

    /** Whether the interface is one of those that a {@link ReflectiveFunction} implements. */
    boolean isOurs() {
        return isOurs(interfaceClass);
    }

    static boolean isOurs(String interfaceClass) {
        if (!interfaceClass.startsWith(OUR_PACKAGE)) {
            return false;
        }
        return switch (interfaceClass.substring(OUR_PACKAGE.length())) {
            case "Action", "Action1", "Action2", "Action3", "Action4", "Call", "Call1", "Call2", "Call3" -> true;
            default -> false;
        };
    }

    /** Whether a class implements one of our functional types. */
    static boolean implementsOurs(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Class<?> implemented : c.getInterfaces()) {
                if (isOurs(implemented.getName().replace('.', '/'))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the first capture, or else the first argument, is the object whose method is called. */
    boolean hasReceiver() {
        return implKind != MethodHandleInfo.REF_invokeStatic && implKind != MethodHandleInfo.REF_newInvokeSpecial;
    }

    @Override
    public String toString() {
        return implClass.replace('/', '.') + "::" + implMethod;
    }
}
