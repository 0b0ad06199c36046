package org.multiprocessing.channel;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** A secret that both sides of a connection know, and prove to each other without sending it. It cannot be serialized or printed. */
public final class AuthKey {
    private static final int RANDOM_BYTES = 32;

    private final byte[] key;

    private AuthKey(byte[] key) {
        this.key = key;
    }

    /**
     * Returns a key of bytes, which are copied.
     *
     * @param key the secret; an empty one is allowed, and is proved like any other
     * @return the key
     */
    public static AuthKey of(byte[] key) {
        return new AuthKey(key.clone());
    }

    /**
     * Returns a key of the bytes of a string.
     *
     * @param utf8 the secret
     * @return the key
     */
    public static AuthKey of(String utf8) {
        return new AuthKey(utf8.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a key of 32 random bytes. It is known to this process only.
     *
     * @return the key
     */
    public static AuthKey random() {
        byte[] key = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(key);
        return new AuthKey(key);
    }

    byte[] bytes() {
        return key;
    }

    @Override
    public String toString() {
        return "AuthKey";
    }
}
