package org.multiprocessing.examples.demo;

import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;

/** What the analysis found out about the code of one method. */
record MethodFacts(FlowFacts flow, int nesting, DataFacts data, NullFacts nulls) {

    static MethodFacts of(MethodModel method, CodeAttribute attribute, ControlFlowGraph code) {
        Dominators dominators = Dominators.of(code.graph());
        Loops loops = Loops.of(code.graph(), dominators);
        return new MethodFacts(
                flow(code, loops),
                loops.maxDepth(),
                data(attribute, code, dominators),
                Nullness.analyse(method, attribute, code, dominators));
    }

    private static FlowFacts flow(ControlFlowGraph code, Loops loops) {
        long calls = code.instructions().stream()
                .filter(each -> each.opcode().kind() == Opcode.Kind.INVOKE)
                .count();
        return new FlowFacts(
                1,
                code.instructions().size(),
                calls,
                code.graph().size(),
                code.graph().edges(),
                loops.count());
    }

    private static DataFacts data(CodeAttribute attribute, ControlFlowGraph code, Dominators dominators) {
        Liveness liveness = Liveness.of(code, dominators);
        ReachingDefinitions definitions = ReachingDefinitions.of(code, attribute.maxLocals(), dominators);
        long chains = 0;
        long deadStores = 0;
        for (int block : dominators.order()) {
            chains += definitions.chains(block);
            deadStores += liveness.deadStores(block);
        }
        return new DataFacts(chains, Phis.count(code, attribute.maxLocals(), dominators, liveness), deadStores);
    }
}
