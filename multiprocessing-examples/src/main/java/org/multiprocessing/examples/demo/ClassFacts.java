package org.multiprocessing.examples.demo;

import java.io.Serializable;
import java.util.Map;

/** What the analysis found out about one class file. */
@SuppressWarnings("serial") // the map is a HashMap
record ClassFacts(
        FileFacts file,
        FlowFacts flow,
        DataFacts data,
        NullFacts nulls,
        Map<String, Long> opcodes,
        Peak longest,
        Peak deepest)
        implements Serializable {}
