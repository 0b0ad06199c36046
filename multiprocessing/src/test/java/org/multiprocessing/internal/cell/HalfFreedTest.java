package org.multiprocessing.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.shm.Identity;
import org.multiprocessing.internal.shm.Session;

/** Whoever is killed while it frees something leaves neither the cell nor the file, also of what another process has made. */
class HalfFreedTest {
    /** A process that nobody is: of a slot that is free. */
    private static final int DEAD = Identity.of(902, 1);

    private final SharedCells cells = SharedCells.current();
    private final Cell cell = cells.takeWithData(SlabLayout.KIND_GUARDED, SlabLayout.FLAG_SELF_REPAIRING, 1000);
    private final Path file = Session.current().folder().resolve("data-" + cell.number() + "-" + cell.generation());

    HalfFreedTest() {
        cell.markSent();
    }

    @Test
    void whatIsGivenAwayStaysWhenItsMakerDies() {
        cell.setInt(SlabLayout.CREATOR, DEAD);
        Repair.of(cells, DEAD);
        assertThat(cell.isFreed()).isFalse();
        assertThat(file).exists();
        cells.free(cell);
        assertThat(file).doesNotExist();
    }

    @Test
    void itGoesWhenTheOneDiesThatHasBegunToFreeIt() throws Exception {
        cell.goWith(DEAD);
        Repair.of(cells, DEAD);
        assertThat(cell.isFreed()).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void itGoesWhenTheFileIsGoneAlready() throws Exception {
        cell.goWith(DEAD);
        Files.delete(file);
        Repair.of(cells, DEAD);
        assertThat(cell.isFreed()).isTrue();
    }
}
