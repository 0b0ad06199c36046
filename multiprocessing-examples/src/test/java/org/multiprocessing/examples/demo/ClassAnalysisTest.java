package org.multiprocessing.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassAnalysisTest {

    private static final String STRING = "/modules/java.base/java/lang/String.class";

    @Test
    void theClassFilesOfTheJdkAreSorted() throws IOException {
        List<String> all = ClassFiles.all();

        assertThat(all).hasSizeGreaterThan(5_000).isSorted().contains(STRING, "/modules/java.base/module-info.class");
        assertThat(all).allMatch(path -> path.startsWith("/modules/") && path.endsWith(".class"));
    }

    @Test
    void aClassOfTheJdkVerifiesBeforeAndAfterShrinking() throws IOException {
        ClassFacts facts = ClassAnalysis.analyse(STRING);

        assertThat(facts.file().verifyErrors()).isZero();
        assertThat(facts.file().bytes())
                .isEqualTo(ClassFiles.read(STRING).length)
                .isGreaterThan(facts.file().strippedBytes());
        assertThat(facts.file().strippedBytes()).isGreaterThan(facts.file().compressedBytes());
        assertThat(facts.flow().methods()).isGreaterThan(100);
        assertThat(facts.opcodes().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(facts.flow().instructions());
        assertThat(facts.longest().method()).startsWith("java.lang.String.");
        assertThat(facts.nulls().safeUses()).isLessThanOrEqualTo(facts.nulls().uses());
    }

    @Test
    void theSameFileGivesTheSameFacts() throws IOException {
        assertThat(ClassAnalysis.analyse(STRING)).isEqualTo(ClassAnalysis.analyse(STRING));
    }

    @Test
    void aClassOfOursHasTheLoopsThatItWasWrittenWith() {
        ClassFacts facts = ClassAnalysis.analyse(Samples.bytesOf(Samples.class));

        assertThat(facts.deepest())
                .isEqualTo(new Peak("org.multiprocessing.examples.demo.Samples.nestedLoops(int)int", 3));
        assertThat(facts.file().strings()).isGreaterThan(0);
    }

    @Test
    void noClassOfTheJdkIsTooMuchForIt() throws IOException {
        List<String> all = ClassFiles.all();
        for (int i = 0; i < all.size(); i += 97) {
            assertThat(ClassAnalysis.analyse(all.get(i)).file().verifyErrors())
                    .as(all.get(i))
                    .isZero();
        }
    }

    @Test
    void theFactsTravel() throws IOException, ClassNotFoundException {
        ClassFacts facts = ClassAnalysis.analyse(STRING);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(facts);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(facts);
        }
    }

    @Test
    void aPathThatIsNoClassFileIsRefused() {
        assertThatThrownBy(() -> ClassAnalysis.analyse("/modules/java.base/Nowhere.class"))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Poison.analyse("poison:unheard_of")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void poisonHasAPathOfItsOwn() throws IOException {
        assertThat(Poison.values())
                .extracting(Poison::path)
                .containsExactly("poison:spin", "poison:exhaust_heap", "poison:crash_jvm");
        assertThat(Poison.analyse(STRING)).isEqualTo(ClassAnalysis.analyse(STRING));
    }
}
