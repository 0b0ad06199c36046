package org.multiprocessing.manager;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import com.google.common.collect.testing.features.MapFeature;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The contracts of the JDK's collections, as Guava's testlib has them: some thousand properties of each. */
class ManagedCollectionsTest {
    private final LocalHost objects = new LocalHost();

    @TestFactory
    List<DynamicNode> list() {
        return JUnit4Suite.nodes(ListTestSuiteBuilder.using(new TestStringListGenerator() {
                    @Override
                    protected List<String> create(String[] elements) {
                        return objects.list(Arrays.asList(elements));
                    }
                })
                .named("managed list")
                .withFeatures(
                        ListFeature.GENERAL_PURPOSE,
                        CollectionFeature.ALLOWS_NULL_VALUES,
                        CollectionFeature.REMOVE_OPERATIONS,
                        CollectionSize.ANY)
                .createTestSuite());
    }

    @TestFactory
    List<DynamicNode> dict() {
        return JUnit4Suite.nodes(ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                        Map<String, String> initial = new LinkedHashMap<>();
                        for (Map.Entry<String, String> entry : entries) {
                            initial.put(entry.getKey(), entry.getValue());
                        }
                        return objects.dict(initial);
                    }
                })
                .named("managed dict")
                .withFeatures(
                        MapFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionSize.ANY)
                .createTestSuite());
    }

    @TestFactory
    List<DynamicNode> set() {
        return JUnit4Suite.nodes(SetTestSuiteBuilder.using(new TestStringSetGenerator() {
                    @Override
                    protected Set<String> create(String[] elements) {
                        Set<String> set = objects.set();
                        set.addAll(Arrays.asList(elements));
                        return set;
                    }
                })
                .named("managed set")
                .withFeatures(
                        com.google.common.collect.testing.features.SetFeature.GENERAL_PURPOSE,
                        CollectionFeature.ALLOWS_NULL_VALUES,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionSize.ANY)
                .createTestSuite());
    }
}
