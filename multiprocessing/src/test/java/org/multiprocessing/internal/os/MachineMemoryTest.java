package org.multiprocessing.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMemoryTest {
    private static final long MACHINE = 8_000_000L << 10;

    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void machine() throws IOException {
        write("proc/meminfo", "MemTotal:        8000000 kB\nMemFree:         1000 kB\n");
    }

    @Test
    void withoutGroupsItIsTheMachine() throws IOException {
        machine();
        assertThat(MachineMemory.limit(root)).isEqualTo(MACHINE);
        write("proc/self/cgroup", "0::/\n");
        assertThat(MachineMemory.limit(root)).isEqualTo(MACHINE);
        write("sys/fs/cgroup/memory.max", "max\n");
        assertThat(MachineMemory.limit(root)).isEqualTo(MACHINE);
    }

    @Test
    void withoutAnythingThereIsNoLimit() {
        assertThat(MachineMemory.limit(root)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void groupsOfVersion2AreBoundByThoseAroundThem() throws IOException {
        machine();
        write("proc/self/cgroup", "0::/a/b\n");
        write("sys/fs/cgroup/a/memory.max", "1000000\n");
        write("sys/fs/cgroup/a/b/memory.max", "2000000\n");
        assertThat(MachineMemory.limit(root)).isEqualTo(1_000_000);
        write("sys/fs/cgroup/a/b/memory.max", "500000\n");
        assertThat(MachineMemory.limit(root)).isEqualTo(500_000);
    }

    @Test
    void containerOfVersion1() throws IOException {
        machine();
        write("proc/self/cgroup", "5:cpu:/x\n4:memory:/docker/123\n0::/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "300000000\n");
        assertThat(MachineMemory.limit(root)).isEqualTo(300_000_000);
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(MachineMemory.limit(root)).isEqualTo(MACHINE);
    }

    @Test
    void thisMachineHasSome() {
        assertThat(MachineMemory.limit()).isPositive();
    }
}
