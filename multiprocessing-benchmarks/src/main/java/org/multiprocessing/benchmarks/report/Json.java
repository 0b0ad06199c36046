package org.multiprocessing.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports as files for other programs. */
public final class Json {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Json() {}

    public static void write(Report report, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, GSON.toJson(report) + "\n");
    }

    /** Reads what was written; throws IllegalArgumentException if it is something else. */
    public static Report read(Path file) throws IOException {
        try {
            Report report = GSON.fromJson(Files.readString(file), Report.class);
            if (report == null || report.rows() == null || report.machine() == null) {
                throw new IllegalArgumentException(file + " is no report of the benchmarks");
            }
            return report;
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(file + " is no report of the benchmarks: " + e.getMessage(), e);
        }
    }
}
