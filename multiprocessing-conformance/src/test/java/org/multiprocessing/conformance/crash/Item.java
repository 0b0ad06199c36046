package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.multiprocessing.channel.Queue;

/** What a scene puts and sends: a number, or what is larger and has a number. */
final class Item {
    private Item() {}

    static <Q extends Queue<Object>> Q filled(Q queue, Object... items) throws Exception {
        for (Object item : items) {
            queue.put(item);
        }
        return queue;
    }

    static Object large(int id) {
        return sized(id, 10_000);
    }

    static Object sized(int id, int length) {
        int[] item = new int[length];
        item[0] = id;
        item[length - 1] = id;
        return item;
    }

    static byte[] bytes(int id) {
        byte[] message = new byte[40_000];
        Arrays.fill(message, (byte) id);
        return message;
    }

    static int id(Object item) {
        if (item instanceof int[] array) {
            assertThat(array[array.length - 1]).isEqualTo(array[0]);
            return array[0];
        }
        return (int) item;
    }
}
