package org.multiprocessing.internal.serial;

import org.jspecify.annotations.Nullable;

/** Decoded functions that travel on. */
final class FunctionForm extends Form {

    FunctionForm() {
        super(Tag.FUNCTION, true);
    }

    @Override
    @Nullable
    Object[] parts(Object value) {
        return ((ReflectiveFunction) value).parts();
    }
}
