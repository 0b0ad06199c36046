package org.multiprocessing.conformance.channel;

import org.junit.jupiter.api.Nested;

/** What threads of one JVM can see of pipes: in shared memory, and in memory of their own. */
class PipeTest {
    @Nested
    class SharedMessage extends PipeMessageContract implements QueueTest.Shared {}

    @Nested
    class LocalMessage extends PipeMessageContract implements QueueTest.Local {}

    @Nested
    class SharedEnd extends PipeEndContract implements QueueTest.Shared {}

    @Nested
    class LocalEnd extends PipeEndContract implements QueueTest.Local {}
}
