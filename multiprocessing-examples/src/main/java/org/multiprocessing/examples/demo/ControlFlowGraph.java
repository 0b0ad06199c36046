package org.multiprocessing.examples.demo;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction.JsrInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The basic blocks of one method and the edges between them.
 *
 * <p>A block has an edge to each handler of the {@code try} ranges that it lies in; a range never begins or ends inside
 * a block. The subroutines of old class files are approximated: {@code jsr} has an edge to its target and to the
 * instruction after it, {@code ret} has none.
 */
final class ControlFlowGraph {

    private final List<Instruction> instructions;
    private final int[] starts; // of each block, then the end of the last
    private final Graph graph;
    private final BitSet[] handlers;
    private final int[] jumpTargets;

    private ControlFlowGraph(Builder builder, Graph graph) {
        instructions = List.copyOf(builder.instructions);
        starts = builder.starts;
        handlers = builder.handlers;
        jumpTargets = builder.jumpTargets;
        this.graph = graph;
    }

    static ControlFlowGraph of(CodeAttribute code) {
        return new Builder(code).build();
    }

    List<Instruction> instructions() {
        return instructions;
    }

    /** The instructions of a block. */
    List<Instruction> instructions(int block) {
        return instructions.subList(starts[block], starts[block + 1]);
    }

    /** The blocks; node 0 is where the method begins. */
    Graph graph() {
        return graph;
    }

    /** The successors of a block that an exception leads to. */
    BitSet handlers(int block) {
        return handlers[block];
    }

    /** The block that the branch at the end of a block jumps to. */
    int jumpTarget(int block) {
        return jumpTargets[block];
    }

    private static final class Builder {

        private final CodeAttribute code;
        private final List<Instruction> instructions = new ArrayList<>();
        private final int[] indexAtOffset;
        private final int[] starts;
        private final BitSet[] handlers;
        private final int[] jumpTargets;

        Builder(CodeAttribute code) {
            this.code = code;
            indexAtOffset = new int[code.codeLength() + 1];
            int offset = 0;
            for (CodeElement element : code) {
                if (element instanceof Instruction instruction) {
                    indexAtOffset[offset] = instructions.size();
                    instructions.add(instruction);
                    offset += instruction.sizeInBytes();
                }
            }
            indexAtOffset[code.codeLength()] = instructions.size();
            starts = IntStream.concat(leaders().stream(), IntStream.of(instructions.size()))
                    .toArray();
            jumpTargets = new int[starts.length - 1];
            handlers = new BitSet[starts.length - 1];
            Arrays.setAll(handlers, _ -> new BitSet());
        }

        ControlFlowGraph build() {
            var edges = new Graph.Builder(handlers.length);
            for (int block = 0; block < handlers.length; block++) {
                addJumps(edges, block);
            }
            for (ExceptionCatch handler : code.exceptionHandlers()) {
                addHandler(edges, handler);
            }
            return new ControlFlowGraph(this, edges.build());
        }

        /** The first instruction of each block. */
        private BitSet leaders() {
            BitSet leaders = new BitSet();
            leaders.set(0);
            for (int i = 0; i < instructions.size(); i++) {
                List<Label> targets = targets(instructions.get(i));
                targets.forEach(target -> leaders.set(index(target)));
                if (!targets.isEmpty() || !fallsThrough(instructions.get(i))) {
                    leaders.set(i + 1);
                }
            }
            for (ExceptionCatch handler : code.exceptionHandlers()) {
                leaders.set(index(handler.tryStart()));
                leaders.set(index(handler.tryEnd()));
                leaders.set(index(handler.handler()));
            }
            leaders.clear(instructions.size());
            return leaders;
        }

        private void addJumps(Graph.Builder edges, int block) {
            Instruction last = instructions.get(starts[block + 1] - 1);
            for (Label target : targets(last)) {
                jumpTargets[block] = block(target);
                edges.edge(block, jumpTargets[block]);
            }
            if (fallsThrough(last) && block + 1 < handlers.length) {
                edges.edge(block, block + 1);
            }
        }

        private void addHandler(Graph.Builder edges, ExceptionCatch handler) {
            int target = block(handler.handler());
            int end = block(handler.tryEnd());
            for (int block = block(handler.tryStart()); block < end; block++) {
                edges.edge(block, target);
                handlers[block].set(target);
            }
        }

        private int index(Label label) {
            return indexAtOffset[code.labelToBci(label)];
        }

        /** The block that begins at a label; the number of blocks for the label at the end of the code. */
        private int block(Label label) {
            return Arrays.binarySearch(starts, index(label));
        }

        private static List<Label> targets(Instruction instruction) {
            return switch (instruction) {
                case BranchInstruction branch -> List.of(branch.target());
                case TableSwitchInstruction table -> targets(table.defaultTarget(), table.cases());
                case LookupSwitchInstruction lookup -> targets(lookup.defaultTarget(), lookup.cases());
                case JsrInstruction jsr -> List.of(jsr.target());
                default -> List.of();
            };
        }

        private static List<Label> targets(Label defaultTarget, List<SwitchCase> cases) {
            List<Label> targets = new ArrayList<>(cases.size() + 1);
            targets.add(defaultTarget);
            cases.forEach(each -> targets.add(each.target()));
            return targets;
        }

        private static boolean fallsThrough(Instruction instruction) {
            return switch (instruction.opcode().kind()) {
                case RETURN, THROW_EXCEPTION, TABLE_SWITCH, LOOKUP_SWITCH, DISCONTINUED_RET -> false;
                case BRANCH -> instruction.opcode() != Opcode.GOTO && instruction.opcode() != Opcode.GOTO_W;
                default -> true;
            };
        }
    }
}
