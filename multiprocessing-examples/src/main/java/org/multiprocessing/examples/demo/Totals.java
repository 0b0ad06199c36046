package org.multiprocessing.examples.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sum of the facts about many classes; the same whatever the order in which they are added. */
final class Totals {

    private static final int TOP_OPCODES = 5;

    private long classes;
    private FileFacts file = FileFacts.NONE;
    private FlowFacts flow = FlowFacts.NONE;
    private DataFacts data = DataFacts.NONE;
    private NullFacts nulls = NullFacts.NONE;
    private final Map<String, Long> opcodes = new TreeMap<>();
    private Peak longest = Peak.NONE;
    private Peak deepest = Peak.NONE;

    Totals add(ClassFacts facts) {
        classes++;
        file = file.plus(facts.file());
        flow = flow.plus(facts.flow());
        data = data.plus(facts.data());
        nulls = nulls.plus(facts.nulls());
        facts.opcodes().forEach((opcode, count) -> opcodes.merge(opcode, count, Long::sum));
        longest = Peak.higher(longest, facts.longest());
        deepest = Peak.higher(deepest, facts.deepest());
        return this;
    }

    long classes() {
        return classes;
    }

    /** The most frequent opcodes, the first first. */
    List<Map.Entry<String, Long>> topOpcodes() {
        return opcodes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP_OPCODES)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Totals that && facts().equals(that.facts());
    }

    @Override
    public int hashCode() {
        return facts().hashCode();
    }

    private List<Object> facts() {
        return List.of(classes, file, flow, data, nulls, opcodes, longest, deepest);
    }

    /** A few lines for a person. */
    @Override
    public String toString() {
        return String.join(
                "\n",
                "%,d classes, %,d bytes; %,d without debug information, %,d compressed"
                        .formatted(classes, file.bytes(), file.strippedBytes(), file.compressedBytes()),
                "%,d verify errors, before and after that".formatted(file.verifyErrors()),
                "%,d methods with code, %,d instructions, %,d calls"
                        .formatted(flow.methods(), flow.instructions(), flow.calls()),
                "%,d basic blocks, %,d edges, %,d loops".formatted(flow.blocks(), flow.edges(), flow.loops()),
                "%,d definition-use chains, %,d phi functions, %,d dead stores"
                        .formatted(data.chains(), data.phis(), data.deadStores()),
                "%,d of %,d uses of a reference provably not null, %,d of %,d null checks needless"
                        .formatted(nulls.safeUses(), nulls.uses(), nulls.needlessChecks(), nulls.checks()),
                "%,d instructions in repeated code, %,d string constants of %,d characters"
                        .formatted(file.clonedInstructions(), file.strings(), file.stringChars()),
                "opcodes: " + opcodesInWords(),
                "longest method: %s, %,d instructions".formatted(longest.method(), longest.value()),
                "most nested: %s, %,d loops deep".formatted(deepest.method(), deepest.value()));
    }

    private String opcodesInWords() {
        return topOpcodes().stream()
                .map(each -> "%s %,d".formatted(each.getKey().toLowerCase(Locale.ROOT), each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
