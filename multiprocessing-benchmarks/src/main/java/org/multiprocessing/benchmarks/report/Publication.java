package org.multiprocessing.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.multiprocessing.benchmarks.child.JavaPrograms;

/** Where a report goes. */
public final class Publication {
    private static final String CHARTS = "charts";
    private static final String PAGE = "README.md";

    private Publication() {}

    /**
     * Writes the figures, the page and its charts to the build's output folder.
     *
     * @param report what is written
     * @param docs whether also to {@code docs/benchmarks}, and the figures to the README
     * @param notes is told where everything is
     */
    public static void write(Report report, boolean docs, Consumer<String> notes) throws IOException {
        Path target = target();
        write(report, target.resolve("bench"), "latest.json", notes);
        if (docs) {
            Path project = project(target);
            write(report, project.resolve("docs").resolve("benchmarks"), "figures.json", notes);
            Path readme = project.resolve(PAGE);
            Files.writeString(readme, Readme.withFigures(Files.readString(readme), report));
            notes.accept("figures: " + readme);
        }
    }

    private static void write(Report report, Path folder, String json, Consumer<String> notes) throws IOException {
        Json.write(report, folder.resolve(json));
        notes.accept("all samples: " + folder.resolve(json));
        Optional<String> obstacle = Charts.obstacle();
        obstacle.ifPresent(why -> notes.accept("no charts, this system cannot draw them: " + why));
        Map<String, String> charts = obstacle.isPresent() ? Map.of() : Charts.write(report, folder.resolve(CHARTS));
        Files.writeString(folder.resolve(PAGE), new Page(report, charts, CHARTS).text());
        notes.accept("page: " + folder.resolve(PAGE));
    }

    /** Returns the build's output folder that the jar is in; without one, {@code target} here. */
    private static Path target() {
        for (Path folder = JavaPrograms.home(); folder != null; folder = folder.getParent()) {
            if (folder.endsWith("target")) {
                return folder;
            }
        }
        return Path.of("target").toAbsolutePath();
    }

    /** Returns the folder of the module that holds the output folder's module. */
    private static Path project(Path target) {
        Path module = target.getParent();
        Path project = module == null ? null : module.getParent();
        if (project == null || !Files.exists(project.resolve(PAGE))) {
            throw new IllegalArgumentException("--docs needs a checkout of the project around " + target);
        }
        return project;
    }
}
