package org.multiprocessing.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proof of the key is CPython's, byte for byte; what it makes is compared with what CPython 3.13 has made. */
class ChallengeTest {
    private static final AuthKey KEY = AuthKey.of("secret");

    private static byte[] counting(String prefix, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        return Challenge.join(prefix.getBytes(StandardCharsets.US_ASCII), bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "'{sha256}', 7b7368613235367dfc57fbe650d6124b98215e7b5d197d5807ad69982d275a9735ea2d56f1fa6989",
        "'{sha384}', 7b7368613338347dbae78a3376369f7b803a8473318a9b7062495b47434159ac84fc92ddb33c51b277c44c3edd9a5f9cb7d628f21abe2665",
        "'{sha3_256}', 7b736861335f3235367d82e8fa62f363295b6655abecf0e98e510224c559e9745af9741c357aec358f90",
    })
    void answerIsThatOfCPython(String prefix, String expected) throws Exception {
        Challenge challenge = new Challenge(counting(prefix, 40));
        byte[] answer = challenge.answer(KEY, false);
        assertThat(HexFormat.of().formatHex(answer)).isEqualTo(expected);
        challenge.verify(answer, KEY, false);
    }

    @Test
    void everyAllowedDigestIsAccepted() throws Exception {
        Challenge challenge = new Challenge(counting("{sha256}", 40));
        for (Digest digest : new Digest[] {Digest.SHA256, Digest.SHA384, Digest.SHA3_256, Digest.SHA3_384}) {
            byte[] answer = Challenge.join(
                    ("{" + digest.wireName() + "}").getBytes(StandardCharsets.US_ASCII),
                    digest.of(KEY, challenge.bytes()));
            challenge.verify(answer, KEY, false);
            assertThatThrownBy(() -> challenge.verify(answer, AuthKey.of("Secret"), false))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("does not know the key");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 20, 7defa9cc46abc3583325d17ccda75190",
        "'{md5}', 40, 7b6d64357de8928e8cca3ace2d777017168dc6a0b2",
    })
    void md5IsAnsweredOnlyIfAllowed(String prefix, int count, String expected) throws Exception {
        Challenge challenge = new Challenge(counting(prefix, count));
        assertThat(HexFormat.of().formatHex(challenge.answer(KEY, true))).isEqualTo(expected);
        assertThatThrownBy(() -> challenge.answer(KEY, false))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("withLegacyDigest");
    }

    @ParameterizedTest
    @CsvSource({"8e48d2bb349b4b72b9382999ed5b62eb", "7b6d64357d8e48d2bb349b4b72b9382999ed5b62eb"})
    void md5IsAcceptedOnlyIfAllowed(String answer) throws Exception {
        Challenge challenge = new Challenge(counting("{sha256}", 40));
        byte[] bytes = HexFormat.of().parseHex(answer);
        challenge.verify(bytes, KEY, true);
        assertThatThrownBy(() -> challenge.verify(bytes, KEY, false)).hasMessageContaining("withLegacyDigest");
        bytes[bytes.length - 1]++;
        assertThatThrownBy(() -> challenge.verify(bytes, KEY, true)).hasMessageContaining("does not know the key");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "'x'",
        "'{sha1}'",
        "'{sha256'",
        "'{}'",
        "'}sha256{'",
        "'{SHA256}'",
        "'{a very long name of a digest}'"
    })
    void otherDigestsAreRefused(String prefix) {
        byte[] bytes = counting(prefix, 40);
        Challenge own = Challenge.random();
        assertThatThrownBy(() -> new Challenge(bytes).answer(KEY, true))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("sha3_384");
        assertThatThrownBy(() -> own.verify(bytes, KEY, true))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("sha3_384");
    }

    @Test
    void shortChallengesAndAnswersAreRefused() {
        for (int length = 0; length < 20; length++) {
            byte[] bytes = new byte[length];
            if (length != 16) {
                assertThatThrownBy(() -> new Challenge(bytes).answer(KEY, false))
                        .isInstanceOf(AuthenticationException.class);
            }
            assertThatThrownBy(() -> Challenge.random().verify(bytes, KEY, true))
                    .isInstanceOf(AuthenticationException.class);
        }
        assertThatThrownBy(() -> Challenge.random().verify("{sha256}".getBytes(StandardCharsets.US_ASCII), KEY, true))
                .isInstanceOf(AuthenticationException.class);
    }

    /** An empty key is a key: HMAC fills it up with zeros. */
    @Test
    void emptyKeyIsProved() throws Exception {
        AuthKey empty = AuthKey.of(new byte[0]);
        Challenge challenge = Challenge.random();
        challenge.verify(challenge.answer(empty, false), empty, false);
        byte[] wrong = challenge.answer(empty, false);
        assertThatThrownBy(() -> challenge.verify(wrong, KEY, false)).isInstanceOf(AuthenticationException.class);
        // RFC 4231 has no empty key; this is CPython's hmac.new(b'', b'', 'sha256')
        assertThat(HexFormat.of().formatHex(Digest.SHA256.of(empty, new byte[0])))
                .isEqualTo("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    }

    @Test
    void challengesDiffer() {
        byte[] first = Challenge.random().bytes();
        assertThat(first).hasSize(48).startsWith("{sha256}".getBytes(StandardCharsets.US_ASCII));
        assertThat(Challenge.random().bytes()).isNotEqualTo(first);
    }
}
