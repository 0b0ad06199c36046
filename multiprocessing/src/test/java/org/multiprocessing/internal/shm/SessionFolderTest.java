package org.multiprocessing.internal.shm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folders a sweep takes for dead: told by locks and content, never by names. */
class SessionFolderTest {
    @TempDir
    private Path base;

    @BeforeEach
    void useOwnBase() {
        System.setProperty("multiprocessing.dir", base.toString());
    }

    @AfterEach
    void restore() {
        System.clearProperty("multiprocessing.dir");
    }

    private Path abandoned(String name, boolean held) throws IOException {
        Path folder = Files.createDirectory(
                base.resolve("multiprocessing-" + System.getProperty("user.name") + "-" + name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.write(folder.resolve("alive"), held ? new byte[] {1} : new byte[0]);
        Files.write(folder.resolve("segment-1-1-1"), new byte[100]);
        return folder;
    }

    @Test
    void aFolderIsPrivate() throws IOException {
        Path folder = SessionFolder.create().folder();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void aSessionWhoseMainProcessIsGoneIsSwept() throws IOException {
        Path dead = abandoned("dead", true);
        SessionFolder.create();
        assertThat(dead).doesNotExist();
    }

    @Test
    void aSessionOfThisJvmIsLeftAlone() throws IOException {
        Path mine = SessionFolder.create().folder();
        SessionFolder.create();
        assertThat(mine).exists();
    }

    @Test
    void aSessionThatIsBeingMadeIsLeftAloneUntilItIsOld() throws IOException {
        Path young = abandoned("young", false);
        Path old = abandoned("old", false);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(120)));
        SessionFolder.create();
        assertThat(young).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void foldersOfOthersAreLeftAlone() throws IOException {
        Path other = Files.createDirectory(base.resolve("multiprocessing-someoneelse-x"));
        SessionFolder.create();
        assertThat(other).exists();
    }

    @Test
    void aFolderThatOthersCouldWriteToIsLeftAlone() throws IOException {
        Path trap = abandoned("trap", true);
        Files.setPosixFilePermissions(trap, PosixFilePermissions.fromString("rwxrwxrwx"));
        SessionFolder.create();
        assertThat(trap).exists();
    }

    @Test
    void aSweepRemovesLinksAndNotWhatTheyLeadTo(@TempDir Path elsewhere) throws IOException {
        Path precious = Files.writeString(elsewhere.resolve("precious"), "x");
        Path dead = abandoned("linked", true);
        Files.createSymbolicLink(dead.resolve("link"), elsewhere);
        Files.createSymbolicLink(
                base.resolve("multiprocessing-" + System.getProperty("user.name") + "-link"), elsewhere);
        SessionFolder.create();
        assertThat(dead).doesNotExist();
        assertThat(precious).exists();
    }

    @Test
    void anUnusableFolderIsRefusedWithItsNameAndTheKnob() {
        System.setProperty("multiprocessing.dir", base.resolve("missing").toString());
        assertThatThrownBy(SessionFolder::create)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("multiprocessing.dir");
    }
}
