package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.Call1;
import org.multiprocessing.serial.Call2;
import org.multiprocessing.serial.Call3;

/** How a task's function is called. The numbers travel; a plain class, as an enum's switch costs a child's start too much. */
final class Shape {
    static final byte CALL = 0;
    static final byte CALL1 = 1;
    static final byte CALL2 = 2;
    static final byte CALL3 = 3;
    static final byte ACTION = 4;
    static final byte ACTION1 = 5;
    static final byte ACTION2 = 6;

    private Shape() {}

    static int arguments(byte shape) {
        return shape < ACTION ? shape : shape - ACTION;
    }

    @SuppressWarnings("unchecked") // the parent has checked function and arguments against each other at compile time
    static @Nullable Object invoke(byte shape, Object function, @Nullable Object[] a) throws Exception {
        return switch (shape) {
            case CALL -> ((Call<Object>) function).call();
            case CALL1 -> ((Call1<@Nullable Object, Object>) function).call(a[0]);
            case CALL2 -> ((Call2<@Nullable Object, @Nullable Object, Object>) function).call(a[0], a[1]);
            case CALL3 ->
                ((Call3<@Nullable Object, @Nullable Object, @Nullable Object, Object>) function).call(a[0], a[1], a[2]);
            case ACTION -> {
                ((Action) function).execute();
                yield null;
            }
            case ACTION1 -> {
                ((Action1<@Nullable Object>) function).execute(a[0]);
                yield null;
            }
            case ACTION2 -> {
                ((Action2<@Nullable Object, @Nullable Object>) function).execute(a[0], a[1]);
                yield null;
            }
            default -> throw new IllegalArgumentException("shape " + shape);
        };
    }
}
