package org.multiprocessing.internal.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which blocks go with a dead session: those that it has noted, and no others of the same name. */
class NamedBlockTest {
    @TempDir
    private Path base;

    private Path deadSession(String... notes) throws IOException {
        Path folder = Files.createDirectory(
                base.resolve("multiprocessing-" + System.getProperty("user.name") + "-dead"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.write(folder.resolve("alive"), new byte[] {1});
        for (String note : notes) {
            Files.createFile(folder.resolve(note));
        }
        return folder;
    }

    private Path block(String name) throws IOException {
        return Files.write(base.resolve(name), new byte[8]);
    }

    private static String note(Path block) throws IOException {
        return BlockNotes.noteOf(block.getFileName().toString(), BlockNotes.read(block));
    }

    private void sweep() {
        SessionFolder.sweep(base.resolve("none"));
    }

    @Test
    void notedBlocksGoAndOthersStay() throws IOException {
        Path mine = block("my-block-1");
        Path other = block("other");
        Path folder = deadSession(note(mine));
        sweep();
        assertThat(folder).doesNotExist();
        assertThat(mine).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void laterBlockOfTheSameNameStays() throws IOException {
        Path block = block("cache");
        String note = note(block);
        Files.delete(block);
        Path later = block("cache"); // often with the same inode
        Path folder = deadSession(note);
        sweep();
        assertThat(folder).doesNotExist();
        assertThat(later).exists();
    }

    @Test
    void oddNotesHarmNobody() throws IOException {
        Path block = block("block-x");
        Path folder = deadSession("block-", "block-x", "block--", "block-a-b", "block-a-b-");
        sweep();
        assertThat(folder).doesNotExist();
        assertThat(block).exists();
    }

    @Test
    void noteLeadsToNothingOutsideTheFolder() throws IOException {
        Path folder = deadSession("block-a-b-..");
        sweep();
        assertThat(folder).doesNotExist();
        assertThat(base).exists();
    }

    /** Whoever dies between a block and its note leaves a note too many, which goes with it. */
    @Test
    void notesOfNoBlockGo() throws IOException {
        Path gone = block("gone");
        Path replaced = block("replaced");
        Path folder = deadSession(note(gone), note(replaced), note(block("there")));
        Files.delete(gone);
        Files.delete(replaced);
        block("replaced");
        Path unrelated = Files.createFile(folder.resolve("segment-0-1-1"));
        BlockNotes.removeStale(folder);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("alive", note(base.resolve("there")), "segment-0-1-1");
        assertThat(unrelated).exists();
    }

    /** Its block is about to get its name. */
    @Test
    void noteOfADraftStays() throws IOException {
        Path folder = deadSession();
        Path draft = Files.createFile(folder.resolve("segment-1-1-1"));
        String note = BlockNotes.noteOf("soon", BlockNotes.read(draft));
        Files.createFile(folder.resolve(note));
        BlockNotes.removeStale(folder);
        assertThat(folder.resolve(note)).exists();
        Files.delete(draft);
        BlockNotes.removeStale(folder);
        assertThat(folder.resolve(note)).doesNotExist();
    }
}
