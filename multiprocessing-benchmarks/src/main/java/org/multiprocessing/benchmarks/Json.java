package org.multiprocessing.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.multiprocessing.benchmarks.child.JavaPrograms;
import org.multiprocessing.benchmarks.measure.Effort;
import org.multiprocessing.benchmarks.measure.Result;
import org.multiprocessing.benchmarks.measure.Series;
import org.multiprocessing.benchmarks.measure.Verdict;

/** Results as a file for other programs. */
final class Json {
    private Json() {}

    /** Writes {@code target/bench/latest.json} and returns where that is. */
    static Path write(Map<String, String> machine, Effort effort, List<Result> results) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("finished", Instant.now().toString());
        all.put("machine", machine);
        all.put("programs", effort.programs());
        all.put("samples", effort.samples());
        all.put("warmUpMillis", effort.warmUp().toMillis());
        all.put("rows", results.stream().map(Json::row).toList());
        StringBuilder text = new StringBuilder();
        append(text, all, "\n");
        Path file = target().resolve("bench").resolve("latest.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.append('\n'));
        return file;
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

    private static Map<String, Object> row(Result result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", result.row().id());
        row.put("title", result.row().title());
        row.put("unit", result.row().unit().symbol());
        row.put("lessIsBetter", result.row().unit().lessIsBetter());
        row.put("target", result.row().target());
        row.put("contenders", result.series().stream().map(Json::series).toList());
        row.put("verdicts", result.verdicts().stream().map(Json::verdict).toList());
        return row;
    }

    private static Map<String, Object> series(Series series) {
        Map<String, Object> contender = new LinkedHashMap<>();
        contender.put("name", series.contender().name());
        contender.put("group", series.contender().group());
        if (!series.isEmpty()) {
            contender.put("min", series.min());
            contender.put("median", series.median());
            contender.put("max", series.max());
            contender.put("values", series.values());
        }
        series.failure().ifPresent(why -> contender.put("failure", why));
        return contender;
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> goal = new LinkedHashMap<>();
        goal.put("wanted", verdict.wanted());
        goal.put("seen", verdict.seen());
        goal.put("verdict", verdict.words());
        return goal;
    }

    private static void append(StringBuilder text, Object value, String newline) {
        switch (value) {
            case Map<?, ?> map -> {
                List<Runnable> parts = new ArrayList<>();
                map.forEach((key, each) -> parts.add(() -> {
                    appendString(text, key.toString());
                    text.append(": ");
                    append(text, each, newline + "  ");
                }));
                appendAll(text, '{', parts, newline, '}');
            }
            case List<?> list -> {
                List<Runnable> parts = new ArrayList<>();
                list.forEach(each -> parts.add(() -> append(text, each, newline + "  ")));
                appendAll(text, '[', parts, newline, ']');
            }
            case Number number -> text.append(number);
            case Boolean bool -> text.append(bool);
            default -> appendString(text, value.toString());
        }
    }

    private static void appendAll(StringBuilder text, char open, List<Runnable> parts, String newline, char close) {
        text.append(open);
        String separator = "";
        for (Runnable part : parts) {
            text.append(separator).append(newline).append("  ");
            part.run();
            separator = ",";
        }
        text.append(parts.isEmpty() ? "" : newline).append(close);
    }

    private static void appendString(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                default -> text.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
            }
        }
        text.append('"');
    }
}
