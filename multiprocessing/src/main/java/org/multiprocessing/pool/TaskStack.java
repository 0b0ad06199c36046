package org.multiprocessing.pool;

import java.util.Arrays;

/** The stack of a task without the frames of the worker under it. */
final class TaskStack {
    private static final int MOST_FRAMES = 60;

    private TaskStack() {}

    /** Returns the frames of the task itself, or all if there are no frames of a worker. */
    static StackTraceElement[] ofTask(StackTraceElement[] frames) {
        int end = 0;
        while (end < frames.length && !isWorkers(frames[end])) {
            end++;
        }
        if (end == frames.length) {
            return frames;
        }
        while (end > 0 && isCalling(frames[end - 1])) {
            end--;
        }
        return Arrays.copyOf(frames, end);
    }

    private static boolean isWorkers(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.equals(Shape.class.getName()) || name.equals(WorkerDuties.class.getName());
    }

    /** How a decoded function calls the user's method: by reflection, at first. */
    private static boolean isCalling(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("org.multiprocessing.internal.serial.")
                || name.startsWith("jdk.internal.reflect.")
                || name.startsWith("java.lang.reflect.");
    }

    /** Returns one line for each frame. */
    static String text(StackTraceElement[] frames) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
            text.append("at ").append(frames[i]).append('\n');
        }
        return text.toString();
    }
}
