package org.multiprocessing.examples.demo;

import java.lang.classfile.Instruction;
import java.util.Arrays;
import java.util.BitSet;

/** The phi functions that pruned static single assignment form would need for the local variables of a method. */
final class Phis {

    private Phis() {}

    /** Counts the blocks, over all variables, where different definitions of a variable that is still live meet. */
    static int count(ControlFlowGraph code, int maxLocals, Dominators dominators, Liveness liveness) {
        BitSet[] writers = writers(code, maxLocals);
        BitSet[] frontiers = dominators.frontiers();
        int phis = 0;
        for (int slot = 0; slot < maxLocals; slot++) {
            int variable = slot;
            phis += (int) iteratedFrontier(writers[slot], frontiers).stream()
                    .filter(block -> liveness.liveIn(block).get(variable))
                    .count();
        }
        return phis;
    }

    /** For each variable the blocks that write it, and the entry, where it gets its first value. */
    private static BitSet[] writers(ControlFlowGraph code, int maxLocals) {
        BitSet[] writers = new BitSet[maxLocals];
        Arrays.setAll(writers, _ -> BitSet.valueOf(new long[] {1}));
        for (int block = 0; block < code.graph().size(); block++) {
            for (Instruction instruction : code.instructions(block)) {
                int slot = LocalAccess.written(instruction);
                if (slot != LocalAccess.NONE) {
                    writers[slot].set(block);
                }
            }
        }
        return writers;
    }

    private static BitSet iteratedFrontier(BitSet blocks, BitSet[] frontiers) {
        BitSet result = new BitSet();
        BitSet open = (BitSet) blocks.clone();
        while (!open.isEmpty()) {
            int block = open.nextSetBit(0);
            open.clear(block);
            BitSet fresh = (BitSet) frontiers[block].clone();
            fresh.andNot(result);
            result.or(fresh);
            open.or(fresh);
        }
        return result;
    }
}
