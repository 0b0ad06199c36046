package org.multiprocessing.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.layout.SlabLayout;

/** What of barriers needs no second thread; the races are jcstress's. */
class MeetingPointTest {
    private final MeetingPoint point = new MeetingPoint(Cells.local().take(SlabLayout.KIND_BARRIER, 0));

    /** As with the JDK's; it went on as if nothing had happened, since the last to come does not wait. */
    @Test
    void anInterruptBeforeTheLastOneComesBreaksIt() {
        point.begin(1);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> point.await(() -> {}, OwnerWord.FOREVER));
        assertThat(Thread.interrupted()).isFalse();
        assertThat(point.isBroken()).isTrue();
    }

    @Test
    void whoComesInterruptedToABrokenOneHearsOfThat() throws InterruptedException {
        point.begin(1);
        point.abort();
        Thread.currentThread().interrupt();
        assertThat(point.await(() -> {}, OwnerWord.FOREVER)).isEqualTo(MeetingPoint.BROKEN);
        assertThat(Thread.interrupted()).isTrue();
    }
}
