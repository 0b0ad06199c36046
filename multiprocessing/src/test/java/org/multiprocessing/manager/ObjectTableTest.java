package org.multiprocessing.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Who keeps a hosted object, and for how long. */
class ObjectTableTest {
    interface Thing {}

    private static final class RealThing implements Thing {}

    private final ObjectTable table = new ObjectTable();
    private final Map<HostedObject, Integer> one = new HashMap<>();
    private final Map<HostedObject, Integer> other = new HashMap<>();

    private HostedObject lent(Object referent) {
        HostedObject object = table.add(Thing.class, referent);
        table.lend(object, one);
        return object;
    }

    @Test
    void anObjectStaysUntilTheLastOneGivesItBack() {
        HostedObject object = lent(new RealThing());
        table.lend(object, one);
        table.lend(object, other);
        table.giveBack(object, 1, one);
        assertThat(table.size()).isEqualTo(1);
        table.giveBack(object, 1, one);
        assertThat(table.find(object.id())).isSameAs(object);
        table.giveBackAll(other);
        assertThat(table.size()).isZero();
        assertThat(table.find(object.id())).isNull();
    }

    /** One more may be on its way to a client while it gives back those it has. */
    @Test
    void whatIsLentAgainIsThereAgain() {
        RealThing thing = new RealThing();
        HostedObject object = lent(thing);
        table.giveBack(object, 1, one);
        table.lend(object, other);
        assertThat(table.find(object.id())).isSameAs(object);
        assertThat(object.referent()).isSameAs(thing);
    }

    @Test
    void theSameObjectHasOneNumberForEachInterface() {
        RealThing thing = new RealThing();
        HostedObject object = lent(thing);
        assertThat(table.add(Thing.class, thing)).isSameAs(object);
        assertThat(table.add(Object.class, thing)).isNotSameAs(object);
        assertThat(table.add(Thing.class, new RealThing()).id()).isNotEqualTo(object.id());
    }

    @Test
    void whatOthersHaveIsTheHeapsBusiness() {
        RealThing thing = new RealThing();
        HostedObject object = lent(thing);
        assertThat(table.findNested(thing)).isNull();
        assertThat(table.nest(object.id())).isSameAs(thing);
        table.giveBack(object, 1, one);
        assertThat(table.size()).isZero();
        assertThat(table.findNested(thing)).isSameAs(object);
        assertThat(object.referent()).isSameAs(thing);
        object.clear(); // as the collector does
        assertThat(table.nest(object.id())).isNull();
    }

    @Test
    void aNameKeepsAnObject() {
        RealThing thing = new RealThing();
        HostedObject object = lent(thing);
        OwnReference reference = new OwnReference(object, "", thing);
        table.publish("a", reference);
        table.giveBackAll(one);
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.lookup("a")).isSameAs(reference);
        assertThatThrownBy(() -> table.publish("a", reference)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.lookup("b"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("a");
    }
}
