package org.multiprocessing.examples.demo;

import java.lang.classfile.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The writes to local variables that may still be in force where a block begins.
 *
 * <p>The value that a variable has on entry to the method counts as its first definition.
 */
final class ReachingDefinitions {

    private final ControlFlowGraph code;
    private final List<BitSet> definitionsOf = new ArrayList<>(); // by slot
    private final int[] firstDefinition; // number of the first definition in each block
    private final BitSet[] reachingIn;

    private ReachingDefinitions(ControlFlowGraph code, int maxLocals) {
        this.code = code;
        int blocks = code.graph().size();
        reachingIn = new BitSet[blocks];
        Arrays.setAll(reachingIn, _ -> new BitSet());
        firstDefinition = new int[blocks];
        for (int slot = 0; slot < maxLocals; slot++) {
            definitionsOf.add(new BitSet());
            definitionsOf.get(slot).set(slot);
            reachingIn[0].set(slot);
        }
        int definition = maxLocals;
        for (int block = 0; block < blocks; block++) {
            firstDefinition[block] = definition;
            for (Instruction instruction : code.instructions(block)) {
                int slot = LocalAccess.written(instruction);
                if (slot != LocalAccess.NONE) {
                    definitionsOf.get(slot).set(definition++);
                }
            }
        }
    }

    static ReachingDefinitions of(ControlFlowGraph code, int maxLocals, Dominators dominators) {
        ReachingDefinitions definitions = new ReachingDefinitions(code, maxLocals);
        BitSet open = new BitSet();
        for (int block : dominators.order()) {
            open.set(block);
        }
        while (!open.isEmpty()) {
            for (int block : dominators.order()) {
                if (open.get(block)) {
                    open.clear(block);
                    definitions.pushOut(block, open);
                }
            }
        }
        return definitions;
    }

    /** Hands what leaves a block to its successors and opens those that learn something. */
    private void pushOut(int block, BitSet open) {
        BitSet reaching = (BitSet) reachingIn[block].clone();
        BitSet anywhere = (BitSet) reaching.clone(); // an exception may leave the block between any two writes
        int definition = firstDefinition[block];
        for (Instruction instruction : code.instructions(block)) {
            int slot = LocalAccess.written(instruction);
            if (slot != LocalAccess.NONE) {
                define(reaching, slot, definition);
                anywhere.set(definition++);
            }
        }
        for (int successor : code.graph().successors(block)) {
            int before = reachingIn[successor].cardinality();
            reachingIn[successor].or(code.handlers(block).get(successor) ? anywhere : reaching);
            if (reachingIn[successor].cardinality() > before) {
                open.set(successor);
            }
        }
    }

    private void define(BitSet reaching, int slot, int definition) {
        reaching.andNot(definitionsOf.get(slot));
        reaching.set(definition);
    }

    /** Number of pairs, in a block, of a read and a write whose value it may see. */
    int chains(int block) {
        BitSet reaching = (BitSet) reachingIn[block].clone();
        int definition = firstDefinition[block];
        int chains = 0;
        for (Instruction instruction : code.instructions(block)) {
            int read = LocalAccess.read(instruction);
            if (read != LocalAccess.NONE) {
                BitSet seen = (BitSet) definitionsOf.get(read).clone();
                seen.and(reaching);
                chains += seen.cardinality();
            }
            int written = LocalAccess.written(instruction);
            if (written != LocalAccess.NONE) {
                define(reaching, written, definition++);
            }
        }
        return chains;
    }
}
