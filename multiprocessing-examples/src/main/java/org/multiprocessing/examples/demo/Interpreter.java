package org.multiprocessing.examples.demo;

import static org.multiprocessing.examples.demo.Frame.MAYBE;
import static org.multiprocessing.examples.demo.Frame.NON_NULL;
import static org.multiprocessing.examples.demo.Frame.NULL;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction.JsrInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** What each instruction does to a {@link Frame}. */
final class Interpreter {

    /** The instruction needs no reference. */
    static final int NOTHING = -1;

    private Interpreter() {}

    /**
     * Executes an instruction on a frame.
     *
     * @return the value that must not be null for the instruction to succeed, or {@link #NOTHING}
     */
    static int execute(Instruction instruction, Frame frame) {
        switch (instruction) {
            case LoadInstruction load -> frame.load(load.slot(), load.typeKind().slotSize());
            case StoreInstruction store ->
                frame.store(store.slot(), store.typeKind().slotSize());
            case ConstantInstruction constant -> constant(constant, frame);
            case StackInstruction stack -> stack(stack.opcode(), frame);
            case ConvertInstruction convert ->
                frame.grow(convert.toType().slotSize() - convert.fromType().slotSize());
            case BranchInstruction branch -> frame.grow(-operands(branch.opcode()));
            case TableSwitchInstruction _, LookupSwitchInstruction _ -> frame.pop();
            case ReturnInstruction returns -> frame.grow(-returns.typeKind().slotSize());
            case NewObjectInstruction _ -> frame.push(NON_NULL);
            case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> replace(frame, 1, NON_NULL);
            case NewMultiArrayInstruction array -> replace(frame, array.dimensions(), NON_NULL);
            case InvokeDynamicInstruction dynamic -> call(dynamic.typeSymbol(), frame);
            case TypeCheckInstruction check when check.opcode() == Opcode.INSTANCEOF -> replace(frame, 1, MAYBE);
            case JsrInstruction _ -> frame.push(MAYBE);
            default -> {
                return dereference(instruction, frame);
            }
        }
        return NOTHING;
    }

    private static int dereference(Instruction instruction, Frame frame) {
        return switch (instruction) {
            case InvokeInstruction call -> invoke(call, frame);
            case FieldInstruction field -> field(field, frame);
            case OperatorInstruction operator -> operate(operator, frame);
            case ArrayLoadInstruction load -> element(frame, 1, load.typeKind().slotSize());
            case ArrayStoreInstruction store ->
                element(frame, 1 + store.typeKind().slotSize(), 0);
            case MonitorInstruction _, ThrowInstruction _ -> used(frame.pop(), frame);
            default -> NOTHING;
        };
    }

    /** Code goes on after a reference has been used only if it was not null. */
    private static int used(int reference, Frame frame) {
        frame.refine(reference, NON_NULL);
        return reference;
    }

    private static int element(Frame frame, int above, int result) {
        frame.grow(-above);
        int array = used(frame.pop(), frame);
        frame.grow(result);
        return array;
    }

    private static int invoke(InvokeInstruction call, Frame frame) {
        frame.grow(-argumentSlots(call.typeSymbol()));
        int receiver = call.opcode() == Opcode.INVOKESTATIC ? NOTHING : used(frame.pop(), frame);
        frame.grow(slots(call.typeSymbol().returnType()));
        return receiver;
    }

    private static void call(MethodTypeDesc type, Frame frame) {
        frame.grow(-argumentSlots(type));
        frame.grow(slots(type.returnType()));
    }

    private static int field(FieldInstruction field, Frame frame) {
        int slots = slots(field.typeSymbol());
        return switch (field.opcode()) {
            case GETFIELD -> element(frame, 0, slots);
            case PUTFIELD -> element(frame, slots, 0);
            case GETSTATIC -> {
                frame.grow(slots);
                yield NOTHING;
            }
            default -> {
                frame.grow(-slots);
                yield NOTHING;
            }
        };
    }

    private static int operate(OperatorInstruction operator, Frame frame) {
        if (operator.opcode() == Opcode.ARRAYLENGTH) {
            return element(frame, 0, 1);
        }
        frame.grow(
                switch (operator.opcode()) {
                    case INEG, LNEG, FNEG, DNEG -> 0;
                    case LSHL, LSHR, LUSHR -> -1;
                    case LCMP, DCMPL, DCMPG -> -3;
                    default -> -operator.typeKind().slotSize();
                });
        return NOTHING;
    }

    private static void constant(ConstantInstruction constant, Frame frame) {
        if (constant.typeKind() != TypeKind.REFERENCE) {
            frame.grow(constant.typeKind().slotSize());
        } else {
            frame.push(constant.opcode() == Opcode.ACONST_NULL ? NULL : NON_NULL);
        }
    }

    private static void stack(Opcode opcode, Frame frame) {
        switch (opcode) {
            case POP -> frame.grow(-1);
            case POP2 -> frame.grow(-2);
            case DUP -> frame.duplicate(1, 0);
            case DUP_X1 -> frame.duplicate(1, 1);
            case DUP_X2 -> frame.duplicate(1, 2);
            case DUP2 -> frame.duplicate(2, 0);
            case DUP2_X1 -> frame.duplicate(2, 1);
            case DUP2_X2 -> frame.duplicate(2, 2);
            case SWAP -> frame.swap();
            default -> throw new IllegalArgumentException(opcode.toString());
        }
    }

    private static void replace(Frame frame, int popped, int pushed) {
        frame.grow(-popped);
        frame.push(pushed);
    }

    private static int operands(Opcode branch) {
        return switch (branch) {
            case GOTO, GOTO_W -> 0;
            case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 1;
            default -> 2;
        };
    }

    private static int argumentSlots(MethodTypeDesc type) {
        int slots = 0;
        for (int i = 0; i < type.parameterCount(); i++) {
            slots += slots(type.parameterType(i));
        }
        return slots;
    }

    private static int slots(ClassDesc type) {
        return TypeKind.from(type).slotSize();
    }
}
