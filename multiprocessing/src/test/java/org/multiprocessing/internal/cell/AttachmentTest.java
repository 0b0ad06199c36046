package org.multiprocessing.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.HolderLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.shm.Identity;

/** What is repaired of holds, whose cells are made here as a process leaves them that is killed between two steps. */
class AttachmentTest {
    /** A process that nobody is: of a slot that is free. */
    private static final int DEAD = Identity.of(900, 1);

    private final SharedCells cells = SharedCells.current();
    private final Fifo fifo = Fifo.create(cells, Long.MAX_VALUE, 1 << 20, 1 << 18, false);
    private final Cell cell = fifo.cell();

    @AfterEach
    void free() {
        cells.free(cell);
    }

    private Cell holdOfTheDead(int role) {
        Cell hold = Attachment.make(cell, SlabLayout.KIND_HOLDER, role).cell();
        hold.setInt(SlabLayout.CREATOR, DEAD);
        return hold;
    }

    private int changes() {
        return cell.getInt(FifoLayout.CHANGES);
    }

    /** It was killed when it had just taken the cell: what the zeroes in it name was freed, the first cell of the session. */
    @Test
    void aHoldThatWasNotMadeYetHarmsNobody() {
        Cell innocent = cells.at(0);
        Cell hold = cells.take(SlabLayout.KIND_HOLDER, 0);
        hold.setInt(SlabLayout.CREATOR, DEAD);
        Repair.of(cells, DEAD);
        Repair.of(cells, DEAD);
        assertThat(innocent.isFreed()).isFalse();
        assertThat(hold.isFreed()).isTrue();
    }

    /** What was held is gone, and its cell is another's by now. */
    @Test
    void aHoldOfWhatIsGoneHarmsNobody() {
        Cell innocent = cells.take(SlabLayout.KIND_EVENT, 0);
        Cell hold = holdOfTheDead(Ends.SEND);
        hold.setInt(HolderLayout.TARGET, innocent.number());
        hold.setInt(HolderLayout.TARGET_GENERATION, innocent.generation() - 1);
        Repair.of(cells, DEAD);
        assertThat(innocent.isFreed()).isFalse();
        assertThat(hold.isFreed()).isTrue();
        cells.free(innocent);
    }

    @Test
    void theLastHoldOfADeadProcessFreesTheQueue() {
        holdOfTheDead(Ends.SEND);
        Repair.of(cells, DEAD);
        assertThat(cell.isFreed()).isTrue();
    }

    /** It had ended its hold, and was killed before the others were told, or before it could free the queue. */
    @Test
    void aHoldThatWasEndingIsEndedByTheNext() {
        fifo.ends().hold(Ends.RECEIVE);
        Cell hold = holdOfTheDead(Ends.SEND);
        hold.setInt(HolderLayout.ROLE, HolderLayout.ROLE_ENDED);
        int before = changes();
        assertThat(Attachment.any(cell, SlabLayout.KIND_HOLDER, Ends.SEND)).isFalse();
        Repair.of(cells, DEAD);
        assertThat(changes()).isGreaterThan(before);
        assertThat(hold.isFreed()).isTrue();
        assertThat(cell.isFreed()).isFalse();

        fifo.ends().close(Ends.RECEIVE);
        assertThat(cell.isFreed()).isTrue();
    }

    @Test
    void aHoldThatIsEndingKeepsNothing() {
        holdOfTheDead(Ends.SEND).setInt(HolderLayout.ROLE, HolderLayout.ROLE_ENDED);
        Repair.of(cells, DEAD);
        assertThat(cell.isFreed()).isTrue();
    }

    /** Who repaired it was killed half-way: the next one tells the others again. */
    @Test
    void theDeathOfAConsumerIsNotedUntilItIsCounted() {
        fifo.ends().hold(Ends.BOTH);
        Cell consumer = Attachment.make(cell, SlabLayout.KIND_CONSUMER, 1).cell();
        consumer.setInt(SlabLayout.CREATOR, DEAD);
        consumer.setInt(HolderLayout.DEAD, 1);
        int before = changes();
        Repair.of(cells, DEAD);
        assertThat(changes()).isGreaterThan(before);
        assertThat(consumer.isFreed()).isFalse();
    }

    /** Somebody was killed while it freed the queue: those that use it would wait for what nobody can put. */
    @Test
    void aQueueThatIsHalfFreedIsFreed() {
        fifo.ends().hold(Ends.RECEIVE);
        holdOfTheDead(Ends.SEND);
        cells.free(cells.at(cell.getInt(FifoLayout.FIRST_PART)));
        Repair.of(cells, DEAD);
        assertThat(cell.isFreed()).isTrue();
    }
}
