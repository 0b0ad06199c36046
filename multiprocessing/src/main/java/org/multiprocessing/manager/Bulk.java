package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.NotShareableException;

/** What the collections of a manager have in common: several elements are read all at once. */
final class Bulk {
    private Bulk() {}

    /** Returns the elements of a collection as they can be sent. */
    static List<@Nullable Object> list(Collection<?> elements) {
        return new ArrayList<>(Arrays.asList(elements.toArray()));
    }

    @SuppressWarnings("unchecked") // the elements are what the program has put
    static <E extends @Nullable Object> List<E> cast(List<?> elements) {
        return (List<E>) elements;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // it is what the program has put
    static <E extends @Nullable Object> E cast(@Nullable Object element) {
        return (E) element;
    }

    /** Asks about an object; what cannot travel is equal to nothing that has. */
    static <R> R unlessUnshareable(Supplier<R> question, R otherwise) {
        try {
            return question.get();
        } catch (NotShareableException e) {
            return otherwise;
        }
    }

    static @Nullable Object nullIfUnshareable(Supplier<? extends @Nullable Object> question) {
        try {
            return question.get();
        } catch (NotShareableException e) {
            return null;
        }
    }

    static <E extends @Nullable Object> Iterator<E> iterator(List<E> copy, Consumer<E> remover) {
        return new CopyIterator<>(copy.iterator(), remover);
    }

    /** Of a copy, so that the size is right whatever others do. */
    static <E extends @Nullable Object> Spliterator<E> spliterator(List<E> copy, int characteristics) {
        return Spliterators.spliterator(copy, characteristics);
    }

    /** Goes over a copy; removes what it has returned last from the original. */
    private static final class CopyIterator<E extends @Nullable Object> implements Iterator<E> {
        private final Iterator<E> copy;
        private final Consumer<E> remover;
        private @Nullable E last;
        private boolean hasLast;

        CopyIterator(Iterator<E> copy, Consumer<E> remover) {
            this.copy = copy;
            this.remover = remover;
        }

        @Override
        public boolean hasNext() {
            return copy.hasNext();
        }

        @Override
        public E next() {
            if (!copy.hasNext()) {
                throw new NoSuchElementException();
            }
            E next = copy.next();
            last = next;
            hasLast = true;
            return next;
        }

        @Override
        @SuppressWarnings("NullAway") // null is an element
        public void remove() {
            if (!hasLast) {
                throw new IllegalStateException("no element was returned that is not removed already");
            }
            hasLast = false;
            remover.accept(last);
        }

        @Override
        public void forEachRemaining(Consumer<? super E> action) {
            Objects.requireNonNull(action);
            while (hasNext()) {
                action.accept(next());
            }
        }
    }
}
