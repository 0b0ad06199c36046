package org.multiprocessing.examples.demo;

import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.DiscontinuedInstruction.RetInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;

/** Which local variable an instruction reads or writes; a {@code long} or {@code double} goes by its first slot. */
final class LocalAccess {

    /** No local variable. */
    static final int NONE = -1;

    private LocalAccess() {}

    /** The slot that an instruction reads, or {@link #NONE}. */
    static int read(Instruction instruction) {
        return switch (instruction) {
            case LoadInstruction load -> load.slot();
            case IncrementInstruction increment -> increment.slot();
            case RetInstruction ret -> ret.slot();
            default -> NONE;
        };
    }

    /** The slot that an instruction writes, or {@link #NONE}. */
    static int written(Instruction instruction) {
        return switch (instruction) {
            case StoreInstruction store -> store.slot();
            case IncrementInstruction increment -> increment.slot();
            default -> NONE;
        };
    }
}
