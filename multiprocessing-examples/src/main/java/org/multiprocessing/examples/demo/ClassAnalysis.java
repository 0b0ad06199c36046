package org.multiprocessing.examples.demo;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The job of the demo: analyses the byte code of one class file. */
final class ClassAnalysis {

    private static final ClassHierarchyResolver HIERARCHY = ClassFiles.hierarchy();
    private static final ClassFile CONTEXT = ClassFile.of(ClassHierarchyResolverOption.of(HIERARCHY));
    private static final Shrinker SHRINKER = new Shrinker(HIERARCHY);

    private final ClassModel model;
    private final List<ControlFlowGraph> bodies = new ArrayList<>();
    private final Map<Opcode, Long> opcodes = new EnumMap<>(Opcode.class);
    private FlowFacts flow = FlowFacts.NONE;
    private DataFacts data = DataFacts.NONE;
    private NullFacts nulls = NullFacts.NONE;
    private Peak longest = Peak.NONE;
    private Peak deepest = Peak.NONE;

    private ClassAnalysis(ClassModel model) {
        this.model = model;
    }

    /** Analyses the class file at a path of the {@code jrt:/} file system. */
    static ClassFacts analyse(String path) throws IOException {
        return analyse(ClassFiles.read(path));
    }

    /** Analyses the given class file. */
    static ClassFacts analyse(byte[] classFile) {
        ClassAnalysis analysis = new ClassAnalysis(CONTEXT.parse(classFile));
        analysis.model.methods().forEach(analysis::add);
        return new ClassFacts(
                analysis.file(classFile.length),
                analysis.flow,
                analysis.data,
                analysis.nulls,
                analysis.opcodesByName(),
                analysis.longest,
                analysis.deepest);
    }

    private void add(MethodModel method) {
        Optional<CodeAttribute> attribute = method.findAttribute(Attributes.code());
        if (attribute.isEmpty()) {
            return;
        }
        ControlFlowGraph code = ControlFlowGraph.of(attribute.get());
        bodies.add(code);
        for (Instruction instruction : code.instructions()) {
            opcodes.merge(instruction.opcode(), 1L, Long::sum);
        }
        MethodFacts facts = MethodFacts.of(method, attribute.get(), code);
        flow = flow.plus(facts.flow());
        data = data.plus(facts.data());
        nulls = nulls.plus(facts.nulls());
        String name = name(method);
        longest = Peak.higher(longest, new Peak(name, facts.flow().instructions()));
        deepest = Peak.higher(deepest, new Peak(name, facts.nesting()));
    }

    private Map<String, Long> opcodesByName() {
        Map<String, Long> counts = new HashMap<>();
        opcodes.forEach((opcode, count) -> counts.put(opcode.name(), count));
        return counts;
    }

    private String name(MethodModel method) {
        return model.thisClass().asInternalName().replace('/', '.')
                + '.'
                + method.methodName().stringValue()
                + method.methodTypeSymbol().displayDescriptor();
    }

    private FileFacts file(int bytes) {
        byte[] stripped = SHRINKER.strip(model);
        long strings = 0;
        long chars = 0;
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof StringEntry string) {
                strings++;
                chars += string.stringValue().length();
            }
        }
        return new FileFacts(
                bytes,
                stripped.length,
                Shrinker.compressedSize(stripped),
                CONTEXT.verify(model).size() + CONTEXT.verify(stripped).size(),
                strings,
                chars,
                Clones.count(bodies));
    }
}
