package org.multiprocessing.examples.demo;

import java.util.Arrays;

/**
 * What is known about the local variables and the operand stack at one point of a method.
 *
 * <p>A value says whether a reference is null, and which variable still holds the same reference. Primitive values are
 * {@link #MAYBE}; a {@code long} or {@code double} takes two places.
 */
final class Frame {

    /** A reference that may be null, or no reference at all. */
    static final int MAYBE = 0;

    /** A reference that is null. */
    static final int NULL = 1;

    /** A reference that is not null. */
    static final int NON_NULL = 2;

    private static final int NULLNESS = 3; // the bits above these hold the number of the variable, plus one

    private final int[] locals;
    private final int[] stack;
    private int height;

    Frame(int maxLocals, int maxStack) {
        locals = new int[maxLocals];
        stack = new int[maxStack];
    }

    private Frame(Frame other) {
        locals = other.locals.clone();
        stack = other.stack.clone();
        height = other.height;
    }

    Frame copy() {
        return new Frame(this);
    }

    /** The same variables under a stack that holds nothing but the exception that was thrown. */
    Frame atHandler() {
        Frame handler = new Frame(locals.length, Math.max(1, stack.length));
        System.arraycopy(locals, 0, handler.locals, 0, locals.length);
        handler.push(NON_NULL);
        return handler;
    }

    static int nullness(int value) {
        return value & NULLNESS;
    }

    void push(int value) {
        stack[height++] = value;
    }

    int pop() {
        return stack[--height];
    }

    /** Drops values, or pushes unknown ones, until the stack has grown by {@code slots}. */
    void grow(int slots) {
        if (slots > 0) {
            Arrays.fill(stack, height, height + slots, MAYBE);
        }
        height += slots;
    }

    /** Pushes a variable. */
    void load(int slot, int slots) {
        if (slots == 1) {
            push(nullness(locals[slot]) | (slot + 1) << 2);
        } else {
            grow(slots);
        }
    }

    /** Pops into a variable; nothing on the stack is the same reference as the variable any more. */
    void store(int slot, int slots) {
        int value = MAYBE;
        for (int i = 0; i < slots; i++) {
            value = pop();
        }
        set(slot, value);
        for (int i = 0; i < height; i++) {
            if (stack[i] >> 2 == slot + 1) {
                stack[i] = nullness(stack[i]);
            }
        }
    }

    /** Notes whether a variable is null. */
    void set(int slot, int value) {
        locals[slot] = nullness(value);
    }

    /** Notes, when a value came from a variable, what has been found out about it. */
    void refine(int value, int nullness) {
        int slot = (value >> 2) - 1;
        if (slot >= 0) {
            set(slot, nullness);
        }
    }

    /** Inserts a copy of the upper {@code count} slots below the {@code below} slots under them. */
    void duplicate(int count, int below) {
        int moved = count + below;
        System.arraycopy(stack, height - moved, stack, height - below, moved);
        System.arraycopy(stack, height, stack, height - moved, count);
        height += count;
    }

    void swap() {
        int upper = pop();
        int lower = pop();
        push(upper);
        push(lower);
    }

    /** Weakens this frame to what also holds in another, and says whether that changed anything. */
    boolean join(Frame other) {
        boolean changed = join(locals, other.locals, locals.length);
        changed |= join(stack, other.stack, Math.min(height, other.height));
        return changed;
    }

    private static boolean join(int[] values, int[] others, int count) {
        boolean changed = false;
        for (int i = 0; i < count; i++) {
            int joined = join(values[i], others[i]);
            changed |= joined != values[i];
            values[i] = joined;
        }
        return changed;
    }

    private static int join(int a, int b) {
        int nullness = nullness(a) == nullness(b) ? nullness(a) : MAYBE;
        int source = a >> 2 == b >> 2 ? a >> 2 : 0;
        return nullness | source << 2;
    }
}
