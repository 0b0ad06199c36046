package org.multiprocessing.internal.serial;

/** Shapes of functions: the block of bytes, once per value however many functions have it. */
final class ShapeForm extends Form {

    ShapeForm() {
        super(Tag.SHAPE, true);
    }

    @Override
    void write(Encoder out, Object value) {
        byte[] encoded = ((FunctionShape) value).encoded;
        out.writeBytes(encoded, 0, encoded.length);
    }

    @Override
    Object[] parts(Object value) {
        return new Object[] {((FunctionShape) value).encoded};
    }
}
