package org.multiprocessing.examples.demo;

import java.io.Serializable;

/** What a class file takes, whether it verifies, and the text and the repeated code that it holds. */
record FileFacts(
        long bytes,
        long strippedBytes,
        long compressedBytes,
        long verifyErrors,
        long strings,
        long stringChars,
        long clonedInstructions)
        implements Serializable {

    static final FileFacts NONE = new FileFacts(0, 0, 0, 0, 0, 0, 0);

    FileFacts plus(FileFacts other) {
        return new FileFacts(
                bytes + other.bytes,
                strippedBytes + other.strippedBytes,
                compressedBytes + other.compressedBytes,
                verifyErrors + other.verifyErrors,
                strings + other.strings,
                stringChars + other.stringChars,
                clonedInstructions + other.clonedInstructions);
    }
}
