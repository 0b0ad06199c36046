package org.multiprocessing.channel;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The keyed digests with which a proof may be made; those that CPython has. */
enum Digest {
    SHA256("sha256", "HmacSHA256"),
    SHA384("sha384", "HmacSHA384"),
    SHA3_256("sha3_256", "HmacSHA3-256"),
    SHA3_384("sha3_384", "HmacSHA3-384"),
    /** Only if the program says so. */
    MD5("md5", "HmacMD5");

    /** A key is filled up with zeros, so one of them is as good as none; the JDK takes no empty key. */
    private static final byte[] EMPTY_KEY = {0};

    private final String wireName;
    private final String algorithm;

    Digest(String wireName, String algorithm) {
        this.wireName = wireName;
        this.algorithm = algorithm;
    }

    String wireName() {
        return wireName;
    }

    static @Nullable Digest named(String name) {
        for (Digest digest : values()) {
            if (digest.wireName.equals(name)) {
                return digest;
            }
        }
        return null;
    }

    byte[] of(AuthKey key, byte[] message) throws AuthenticationException {
        byte[] secret = key.bytes();
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.length == 0 ? EMPTY_KEY : secret, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AuthenticationException("this JVM has no " + algorithm + ": " + e.getMessage());
        }
    }
}
