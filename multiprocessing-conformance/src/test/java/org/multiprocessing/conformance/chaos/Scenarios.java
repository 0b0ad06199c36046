package org.multiprocessing.conformance.chaos;

import java.util.List;
import java.util.Random;

/** All scenarios there are. */
final class Scenarios {
    private static final List<Scenario> ALL = List.of(
            new PoolMaps(),
            new PoolFaults(),
            new QueueLines(),
            new Locks(),
            new Semaphores(),
            new Values(),
            new Nesting(),
            new Conditions(),
            new Barriers(),
            new Events(),
            new ManagerMaps(),
            new ManagerDeaths(),
            new Blocks(),
            new PoolLives(),
            new Interrupts(),
            new Floods(),
            new Programs(),
            new Standing(),
            new Travels(),
            new Gifts(),
            new Loans(),
            new Calls());

    private Scenarios() {}

    /** Returns all, or those whose names begin with one of the words. */
    static List<Scenario> named(List<String> words) {
        List<Scenario> found = ALL.stream()
                .filter(scenario -> words.isEmpty()
                        || words.stream().anyMatch(word -> scenario.name().startsWith(word)))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no scenario begins with one of " + words + "; there are "
                    + ALL.stream().map(Scenario::name).toList());
        }
        return found;
    }

    /** Returns some that may run beside each other; the same one may come twice. */
    static List<Scenario> draw(List<Scenario> from, int count, Random random) {
        List<Scenario> drawn =
                random.ints(count, 0, from.size()).<Scenario>mapToObj(from::get).toList();
        return drawn.stream()
                .filter(Scenario::isAlone)
                .findFirst()
                .map(List::of)
                .orElse(drawn);
    }
}
