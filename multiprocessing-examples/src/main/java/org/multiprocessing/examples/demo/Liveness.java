package org.multiprocessing.examples.demo;

import java.lang.classfile.Instruction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The local variables whose value is still needed where a block begins.
 *
 * <p>An exception may leave a block before any of its instructions has run, so what a handler needs is live in the
 * whole block.
 */
final class Liveness {

    private final ControlFlowGraph code;
    private final BitSet[] liveIn;

    private Liveness(ControlFlowGraph code) {
        this.code = code;
        liveIn = new BitSet[code.graph().size()];
        Arrays.setAll(liveIn, _ -> new BitSet());
    }

    static Liveness of(ControlFlowGraph code, Dominators dominators) {
        Liveness liveness = new Liveness(code);
        int[] order = dominators.order();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = order.length - 1; i >= 0; i--) {
                changed |= liveness.update(order[i]);
            }
        }
        return liveness;
    }

    private boolean update(int block) {
        BitSet live = liveOut(block);
        BitSet always = liveInHandlers(block);
        List<Instruction> instructions = code.instructions(block);
        for (int i = instructions.size() - 1; i >= 0; i--) {
            step(live, instructions.get(i), always);
        }
        boolean changed = !live.equals(liveIn[block]);
        liveIn[block] = live;
        return changed;
    }

    /** Goes from what is live after an instruction to what is live before it. */
    private static void step(BitSet live, Instruction instruction, BitSet always) {
        int written = LocalAccess.written(instruction);
        if (written != LocalAccess.NONE && !always.get(written)) {
            live.clear(written);
        }
        int read = LocalAccess.read(instruction);
        if (read != LocalAccess.NONE) {
            live.set(read);
        }
    }

    private BitSet liveOut(int block) {
        BitSet live = new BitSet();
        for (int successor : code.graph().successors(block)) {
            live.or(liveIn[successor]);
        }
        return live;
    }

    private BitSet liveInHandlers(int block) {
        BitSet live = new BitSet();
        code.handlers(block).stream().forEach(handler -> live.or(liveIn[handler]));
        return live;
    }

    /** The slots of the variables that are live where a block begins. */
    BitSet liveIn(int block) {
        return liveIn[block];
    }

    /** Number of writes in a block to a variable that nobody reads before the next write. */
    int deadStores(int block) {
        BitSet live = liveOut(block);
        BitSet always = liveInHandlers(block);
        List<Instruction> instructions = code.instructions(block);
        int dead = 0;
        for (int i = instructions.size() - 1; i >= 0; i--) {
            int written = LocalAccess.written(instructions.get(i));
            if (written != LocalAccess.NONE && !live.get(written)) {
                dead++;
            }
            step(live, instructions.get(i), always);
        }
        return dead;
    }
}
