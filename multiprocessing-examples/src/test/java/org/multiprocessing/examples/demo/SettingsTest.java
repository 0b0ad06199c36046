package org.multiprocessing.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void withoutArgumentsItIsEveryClassOnEveryCore() {
        assertThat(Settings.parse())
                .isEqualTo(new Settings(Runtime.getRuntime().availableProcessors(), Integer.MAX_VALUE));
    }

    @Test
    void bothCanBeLimited() {
        assertThat(Settings.parse("--classes", "100", "--workers", "3")).isEqualTo(new Settings(3, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--workers", "--workers x", "--classes 0", "--classes -1", "--what 1", "--workers 99999999999"})
    void anythingElseIsRefusedWithTheUsage(String line) {
        assertThatThrownBy(() -> Settings.parse(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("usage: ");
    }
}
