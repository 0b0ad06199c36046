package org.multiprocessing.internal.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What an AOT cache is good for: one build of the JDK, one content of the library's jar. The jar stands for the
 * flags with which the library starts children, and for the training, too; {@link AotFlags} says which children have others.
 *
 * @param jar the library's jar
 * @param text all of that in one line
 */
record AotKey(Path jar, String text) {
    /** A jar with far more than this library in it costs more to read, at every start of a program, than it gains. */
    private static final long LARGEST_JAR = 8L << 20;

    private static final String[] OF_THE_JDK = {
        "java.vm.name",
        "java.vm.version",
        "java.runtime.version",
        "java.vendor.version",
        "os.name",
        "os.arch",
        "java.home"
    };

    /** Returns the key for this JVM's own JDK, or null if there can be no cache for it. */
    static @Nullable AotKey of(Path jar) throws IOException {
        File file = jar.toFile();
        // A JVM compares size and time of its own classes, and refuses a cache that was made with others.
        File modules = new File(System.getProperty("java.home"), "lib/modules");
        if (file.length() > LARGEST_JAR || modules.length() == 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (String property : OF_THE_JDK) {
            text.append(System.getProperty(property, "")).append('|');
        }
        text.append(modules.length()).append('|').append(modules.lastModified()).append('|');
        text.append(jar).append('|').append(file.lastModified()).append('|');
        appendContent(text, Files.readAllBytes(jar));
        return new AotKey(jar, text.toString().replace('\n', ' '));
    }

    /**
     * Two sums of 32 bits and the length tell one build from another. MessageDigest would cost the program 20 ms, and CRC32C 2:
     * unlike these, it is Java code that has to warm up.
     */
    private static void appendContent(StringBuilder text, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content, 0, content.length);
        Adler32 other = new Adler32();
        other.update(content, 0, content.length);
        text.append(content.length)
                .append('|')
                .append(sum.getValue())
                .append('|')
                .append(other.getValue());
    }

    /** Returns the hash of the text (FNV-1a): the stamp beside the cache has the text itself, so a clash is seen. */
    long hash() {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Returns what the names of this key's files begin with. */
    String fileName() {
        return "aot-" + Long.toHexString(hash());
    }
}
