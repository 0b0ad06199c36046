package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** A suite of Guava's testlib, which is made of JUnit 3's tests, as tests of JUnit's present version. */
@SuppressWarnings("JdkObsolete") // testlib is made of it
final class JUnit4Suite {
    private JUnit4Suite() {}

    static List<DynamicNode> nodes(TestSuite suite) {
        List<DynamicNode> nodes = new ArrayList<>();
        for (Test test : Collections.list(suite.tests())) {
            if (test instanceof TestSuite inner) {
                nodes.add(DynamicContainer.dynamicContainer(inner.getName(), nodes(inner)));
            } else if (test instanceof TestCase single) {
                nodes.add(DynamicTest.dynamicTest(single.getName(), single::runBare));
            } else {
                throw new AssertionError("neither a suite nor a test: " + test);
            }
        }
        return nodes;
    }
}
