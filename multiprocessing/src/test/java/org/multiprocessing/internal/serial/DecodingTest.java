package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiprocessing.serial.Call;

/** Code of the program that runs while a value is decoded sees that it does. */
@SuppressWarnings("serial") // programs are not written for that lint
class DecodingTest {

    record Sees(boolean inProgress) {
        Sees {
            inProgress = Decoding.inProgress();
        }
    }

    static final class Bean implements Serializable {
        private static final long serialVersionUID = 1L;
        transient boolean seen;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            seen = Decoding.inProgress();
        }
    }

    static final class Initialised {
        static final boolean SEEN = Decoding.inProgress();

        static boolean seen() {
            return SEEN;
        }
    }

    static final class Broken {
        static {
            if (Decoding.inProgress()) {
                throw new IllegalStateException("no processes from here");
            }
        }

        static void run() {}
    }

    @Test
    void initialisersConstructorsAndReadMethodsSeeIt() throws Exception {
        assertThat(Decoding.inProgress()).isFalse();
        assertThat(Codec.copy(new Sees(false)).inProgress()).isTrue();
        assertThat(Codec.copy(List.of(new Bean())).get(0).seen).isTrue();
        Call<Boolean> call = Initialised::seen;
        assertThat(Codec.copy(call).call()).isTrue();
        assertThat(Decoding.inProgress()).isFalse();
    }

    @Test
    void failureEndsIt() {
        org.multiprocessing.serial.Action action = Broken::run;
        byte[] bytes = Codec.encode(action);
        assertThatThrownBy(() -> Codec.decode(bytes))
                .isInstanceOf(DecodeException.class)
                .hasRootCauseMessage("no processes from here")
                .hasMessageContaining(Broken.class.getName());
        assertThat(Decoding.inProgress()).isFalse();
    }
}
