package org.multiprocessing.internal.shm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceTest {
    @Test
    void moreThanThereIsIsRefusedWithTheNumbers(@TempDir Path folder) {
        assertThatThrownBy(() -> Space.check(folder, Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Long.toString(Long.MAX_VALUE))
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("multiprocessing.dir");
    }
}
