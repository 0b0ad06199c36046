package org.multiprocessing.examples.demo;

import java.lang.classfile.Instruction;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction.ArgumentConstantInstruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds code that occurs more than once in a class, in one method or in several.
 *
 * <p>Two instructions are the same when their opcodes and constants are; variables count by type only, and the targets
 * of branches do not count. A clone ends with its method.
 */
final class Clones {

    /** The number of instructions from which a repetition counts as a clone. */
    static final int MIN_LENGTH = 24;

    private static final int END_OF_METHOD = 1 << 31;

    private Clones() {}

    /** Number of instructions in the given methods that are part of a clone. */
    static int count(List<ControlFlowGraph> methods) {
        SuffixArray text = SuffixArray.of(symbols(methods));
        int[] cloned = new int[text.length()]; // how many instructions from each on
        for (int i = 1; i < text.length(); i++) {
            int common = text.commonPrefix(i);
            if (common >= MIN_LENGTH) {
                mark(cloned, text.suffix(i), common);
                mark(cloned, text.suffix(i - 1), common);
            }
        }
        int total = 0;
        int end = 0;
        for (int i = 0; i < cloned.length; i++) {
            end = Math.max(end, i + cloned[i]);
            total += i < end ? 1 : 0;
        }
        return total;
    }

    private static void mark(int[] cloned, int from, int length) {
        cloned[from] = Math.max(cloned[from], length);
    }

    /** The methods one after the other, each with an end that is like no other symbol. */
    private static int[] symbols(List<ControlFlowGraph> methods) {
        return IntStream.range(0, methods.size())
                .boxed()
                .mapMultiToInt((method, sink) -> {
                    for (Instruction instruction : methods.get(method).instructions()) {
                        sink.accept(symbol(instruction));
                    }
                    sink.accept(END_OF_METHOD | method);
                })
                .toArray();
    }

    private static int symbol(Instruction instruction) {
        int kind = instruction.opcode().bytecode() & 0xff;
        return switch (instruction) {
            case LoadInstruction load -> 0x100 | type(load.typeKind());
            case StoreInstruction store -> 0x200 | type(store.typeKind());
            case ArgumentConstantInstruction constant -> kind << 16 | (constant.constantValue() & 0xffff);
            case LoadConstantInstruction constant ->
                kind << 16 | constant.constantEntry().index();
            case FieldInstruction field -> kind << 16 | field.field().index();
            case InvokeInstruction call -> kind << 16 | call.method().index();
            case InvokeDynamicInstruction dynamic ->
                kind << 16 | dynamic.invokedynamic().index();
            case NewObjectInstruction create -> kind << 16 | create.className().index();
            case TypeCheckInstruction check -> kind << 16 | check.type().index();
            default -> kind;
        };
    }

    private static int type(TypeKind kind) {
        return kind.upperBound().descriptorString().charAt(0);
    }
}
