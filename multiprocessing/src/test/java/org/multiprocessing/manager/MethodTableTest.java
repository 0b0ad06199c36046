package org.multiprocessing.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which methods of an interface can be called, and by what number. */
class MethodTableTest {
    interface General {
        Object value();

        void set(Object value);

        static void helper() {}
    }

    interface Special extends General {
        @Override
        String value();

        int length(String text, int[] numbers) throws InterruptedException;

        default int twice() {
            return 2;
        }
    }

    private static Operation of(Class<?> type, String name, Class<?>... parameters) throws Exception {
        return MethodTable.of(type).of(type.getMethod(name, parameters));
    }

    @Test
    void aNumberIsTheSameInEveryInterfaceThatHasTheMethod() throws Exception {
        Operation special = of(Special.class, "value");
        assertThat(special.number()).isEqualTo(of(General.class, "value").number());
        assertThat(special.method().getReturnType()).isEqualTo(String.class);
        assertThat(of(Special.class, "set", Object.class).number())
                .isNotEqualTo(of(Special.class, "value").number());
    }

    @Test
    void onlyMethodsOfTheInterfaceAreFound() throws Exception {
        MethodTable table = MethodTable.of(Special.class);
        for (String name : List.of("value", "twice")) {
            long number = of(Special.class, name).number();
            assertThat(table.find(number)).isNotNull();
        }
        assertThat(table.find(Operation.number(General.class.getMethod("helper"))))
                .isNull();
        assertThat(table.find(Operation.number(Object.class.getMethod("notify"))))
                .isNull();
        assertThat(table.find(Operation.number(Object.class.getMethod("hashCode"))))
                .isNull();
        assertThat(table.find(Operation.number(Object.class.getMethod("toString"))))
                .isNotNull();
    }

    @Test
    void whatObjectDeclaresIsTheInterfacesIfThatDeclaresIt() throws Exception {
        assertThat(MethodTable.of(Special.class).declared(Object.class.getMethod("hashCode")))
                .isNull();
        assertThat(MethodTable.of(Collection.class).declared(Object.class.getMethod("hashCode")))
                .isNotNull();
        assertThat(MethodTable.of(Collection.class).declared(Object.class.getMethod("toString")))
                .isNull();
    }

    @Test
    void argumentsMustFit() throws Exception {
        Operation length = of(Special.class, "length", String.class, int[].class);
        assertThat(length.interruptible()).isTrue();
        assertThat(of(Special.class, "value").interruptible()).isFalse();
        assertThat(length.mismatch(new Object[] {null, new int[0]})).isNull();
        assertThat(length.mismatch(new Object[] {1, new int[0]})).contains("argument 1", "Integer");
        assertThat(length.mismatch(new Object[] {})).contains("0 arguments");
        Operation charAt = of(CharSequence.class, "charAt", int.class);
        assertThat(charAt.mismatch(new Object[] {null})).contains("null");
        assertThat(charAt.mismatch(new Object[] {1L})).contains("Long");
        assertThat(charAt.mismatch(new Object[] {1})).isNull();
    }

    interface Wrong {
        @Proxied
        int number();
    }

    @Test
    void onlyInterfacesStayInTheServer() {
        assertThatThrownBy(() -> MethodTable.of(Wrong.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number");
    }
}
