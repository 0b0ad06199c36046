package org.multiprocessing.examples.demo;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.DebugElementsOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.util.zip.Deflater;

/** Writes class files anew: without debug information and unused constants, and with their own stack maps. */
final class Shrinker {

    private static final ClassTransform EACH_INSTRUCTION =
            ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);

    private final ClassFile context;

    Shrinker(ClassHierarchyResolver hierarchy) {
        context = ClassFile.of(
                ClassHierarchyResolverOption.of(hierarchy),
                DebugElementsOption.DROP_DEBUG,
                StackMapsOption.GENERATE_STACK_MAPS,
                ConstantPoolSharingOption.NEW_POOL);
    }

    byte[] strip(ClassModel model) {
        return context.transformClass(model, EACH_INSTRUCTION);
    }

    /** How many bytes are left of others when they are compressed as far as {@code Deflater} can. */
    static long compressedSize(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] block = new byte[16 << 10];
            while (!deflater.finished()) {
                deflater.deflate(block);
            }
            return deflater.getBytesWritten();
        } finally {
            deflater.end();
        }
    }
}
