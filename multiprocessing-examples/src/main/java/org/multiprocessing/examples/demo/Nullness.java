package org.multiprocessing.examples.demo;

import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.reflect.AccessFlag;
import java.util.BitSet;
import java.util.List;

/**
 * Finds out, for each use of a reference in a method, whether it can be null there.
 *
 * <p>This is an abstract interpretation: frames flow along the edges of the control-flow graph until none of them
 * changes. A branch on null, and a use that succeeded, tell more about the variable that the reference came from.
 */
final class Nullness {

    private final ControlFlowGraph code;
    private final Frame[] frames; // where each block begins; null where nothing leads to it
    private final BitSet open = new BitSet();
    private int uses;
    private int safeUses;
    private int checks;
    private int needlessChecks;

    private Nullness(ControlFlowGraph code) {
        this.code = code;
        frames = new Frame[code.graph().size()];
    }

    /** Follows a method until nothing more is found out, and then looks at each use. */
    static NullFacts analyse(
            MethodModel method, CodeAttribute attribute, ControlFlowGraph code, Dominators dominators) {
        Nullness nullness = new Nullness(code);
        nullness.flow(0, entry(method, attribute));
        while (!nullness.open.isEmpty()) {
            for (int block : dominators.order()) {
                if (nullness.open.get(block)) {
                    nullness.open.clear(block);
                    nullness.pushOut(block);
                }
            }
        }
        for (int block : dominators.order()) {
            nullness.count(block);
        }
        return new NullFacts(nullness.uses, nullness.safeUses, nullness.checks, nullness.needlessChecks);
    }

    /** Nothing is known about the parameters but that {@code this} is not null. */
    private static Frame entry(MethodModel method, CodeAttribute attribute) {
        Frame frame = new Frame(attribute.maxLocals(), attribute.maxStack());
        if (!method.flags().has(AccessFlag.STATIC)) {
            frame.set(0, Frame.NON_NULL);
        }
        return frame;
    }

    private void pushOut(int block) {
        Frame frame = frames[block].copy();
        BitSet handlers = code.handlers(block);
        flowToHandlers(handlers, frame);
        List<Instruction> instructions = code.instructions(block);
        for (Instruction instruction : instructions.subList(0, instructions.size() - 1)) {
            Interpreter.execute(instruction, frame);
            if (LocalAccess.written(instruction) != LocalAccess.NONE) {
                flowToHandlers(handlers, frame);
            }
        }
        Instruction last = instructions.getLast();
        if (isNullCheck(last)) {
            pushOutBranch(block, last.opcode() == Opcode.IFNULL, frame);
            return;
        }
        Interpreter.execute(last, frame);
        if (LocalAccess.written(last) != LocalAccess.NONE) {
            flowToHandlers(handlers, frame);
        }
        for (int successor : code.graph().successors(block)) {
            if (!handlers.get(successor)) {
                flow(successor, frame);
            }
        }
    }

    private void pushOutBranch(int block, boolean jumpsIfNull, Frame frame) {
        int value = frame.pop();
        Frame jump = frame.copy();
        jump.refine(value, jumpsIfNull ? Frame.NULL : Frame.NON_NULL);
        flow(code.jumpTarget(block), jump);
        frame.refine(value, jumpsIfNull ? Frame.NON_NULL : Frame.NULL);
        flow(block + 1, frame);
    }

    private void flowToHandlers(BitSet handlers, Frame frame) {
        handlers.stream().forEach(handler -> flow(handler, frame.atHandler()));
    }

    private void flow(int block, Frame frame) {
        if (frames[block] == null) {
            frames[block] = frame.copy();
            open.set(block);
        } else if (frames[block].join(frame)) {
            open.set(block);
        }
    }

    private void count(int block) {
        Frame frame = frames[block].copy();
        for (Instruction instruction : code.instructions(block)) {
            if (isNullCheck(instruction)) {
                checks++;
                needlessChecks += Frame.nullness(frame.pop()) == Frame.MAYBE ? 0 : 1;
                continue;
            }
            int used = Interpreter.execute(instruction, frame);
            if (used != Interpreter.NOTHING) {
                uses++;
                safeUses += Frame.nullness(used) == Frame.NON_NULL ? 1 : 0;
            }
        }
    }

    private static boolean isNullCheck(Instruction instruction) {
        return instruction.opcode() == Opcode.IFNULL || instruction.opcode() == Opcode.IFNONNULL;
    }
}
