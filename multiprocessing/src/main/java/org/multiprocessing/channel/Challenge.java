package org.multiprocessing.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one side sends so that the other one proves that it knows the key, as CPython's {@code multiprocessing.connection} has it: the
 * name of a digest in braces and 40 random bytes; the answer has the name again, and the keyed digest of all of the challenge.
 * Before 3.12, CPython sent 20 random bytes, and the answer was the HMAC-MD5 alone.
 */
final class Challenge {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 40;

    /** The lengths by which CPython tells a challenge of the old kind. */
    private static final int LEGACY_BYTES = 20;

    private static final int MD5_BYTES = 16;
    private static final int LONGEST_NAME = 20;

    private final byte[] bytes;

    Challenge(byte[] bytes) {
        this.bytes = bytes;
    }

    static Challenge random() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return new Challenge(join(prefix(Digest.SHA256), random));
    }

    byte[] bytes() {
        return bytes;
    }

    /**
     * Answers a challenge of the other side.
     *
     * @throws AuthenticationException if it asks for a digest that is not allowed
     */
    byte[] answer(AuthKey key, boolean legacy) throws AuthenticationException {
        if (bytes.length == LEGACY_BYTES || bytes.length == MD5_BYTES) {
            return check(Digest.MD5, "md5", "asks for", legacy).of(key, bytes);
        }
        if (bytes.length < LEGACY_BYTES) {
            throw new AuthenticationException("the other side sent a challenge of " + bytes.length + " bytes; "
                    + LEGACY_BYTES + " are the least");
        }
        String name = nameOf(bytes);
        Digest digest = check(name == null ? null : Digest.named(name), name, "asks for", legacy);
        return join(prefix(digest), digest.of(key, bytes));
    }

    /**
     * Checks the answer of the other side.
     *
     * @throws AuthenticationException if it does not prove that the other side knows the key
     */
    void verify(byte[] answer, AuthKey key, boolean legacy) throws AuthenticationException {
        Digest digest;
        byte[] proof = answer;
        if (answer.length == MD5_BYTES || answer.length == LEGACY_BYTES) {
            digest = check(Digest.MD5, "md5", "answers with", legacy);
        } else {
            String name = nameOf(answer);
            digest = check(name == null ? null : Digest.named(name), name, "answers with", legacy);
            proof = Arrays.copyOfRange(answer, prefix(digest).length, answer.length);
        }
        if (!MessageDigest.isEqual(digest.of(key, bytes), proof)) { // takes the same time wherever they differ
            throw new AuthenticationException("the other side does not know the key");
        }
    }

    private static Digest check(@Nullable Digest digest, @Nullable String name, String does, boolean legacy)
            throws AuthenticationException {
        if (digest == null) {
            throw new AuthenticationException("the other side " + does
                    + (name == null ? " no digest by name" : " the digest '" + name + "'")
                    + "; sha256, sha384, sha3_256 and sha3_384 are allowed");
        }
        if (digest == Digest.MD5 && !legacy) {
            throw new AuthenticationException("the other side " + does + " HMAC-MD5, as CPython before 3.12 does;"
                    + " SocketOptions.withLegacyDigest() allows it");
        }
        return digest;
    }

    /** Returns the name in braces with which the bytes begin, fit to be printed; null if there is none. */
    private static @Nullable String nameOf(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') {
            return null;
        }
        for (int i = 1; i < bytes.length && i <= LONGEST_NAME + 1; i++) {
            if (bytes[i] == '}') {
                return new String(bytes, 1, i - 1, StandardCharsets.US_ASCII);
            }
            if (bytes[i] <= ' ' || bytes[i] > '~') {
                return null;
            }
        }
        return null;
    }

    private static byte[] prefix(Digest digest) {
        return ("{" + digest.wireName() + "}").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
