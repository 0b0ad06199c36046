package org.multiprocessing.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.multiprocessing.benchmarks.report.Report.Entry;
import org.multiprocessing.benchmarks.report.Report.Figures;

/** How a figure changes with size: a line through the medians, at each a line from the least to the greatest. */
final class GrowthChart {
    private static final int WIDTH = 820;
    private static final int HEIGHT = 420;
    private static final BasicStroke DASHED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {6, 4}, 0);

    private GrowthChart() {}

    static Svg of(Entry row) {
        List<Figures> shown =
                row.contenders().stream().filter(Figures::isMeasured).toList();
        int[] sizes = shown.stream().mapToInt(Figures::size).distinct().sorted().toArray();
        Map<String, List<Figures>> lines = new LinkedHashMap<>();
        shown.forEach(each ->
                lines.computeIfAbsent(each.line(), line -> new ArrayList<>()).add(each));
        double least = shown.stream().mapToDouble(Figures::min).min().orElse(1);
        double greatest = shown.stream().mapToDouble(Figures::max).max().orElse(1);
        XYPlot plot = new XYPlot(
                data(lines, sizes),
                sizeAxis(row.sizes(), sizes),
                Style.axis(
                        row.unit() + (row.lessIsBetter() ? ", less is better" : ", more is better"), least, greatest),
                null);
        plot.setRangeGridlinePaint(Style.FAINT);
        plot.setDomainGridlinesVisible(false);
        LegendItemCollection legend = new LegendItemCollection();
        plot.setRenderer(renderer(lines, legend));
        return new Svg(Style.chart(row.id() + "  " + row.title(), plot, legend), WIDTH, HEIGHT);
    }

    /** Sizes double from one to the next, and stand at equal distances. */
    private static SymbolAxis sizeAxis(String name, int... sizes) {
        String[] texts = new String[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            texts[i] = Integer.toString(sizes[i]);
        }
        SymbolAxis axis = Style.names(texts);
        axis.setInverted(false);
        axis.setLabel(name);
        return axis;
    }

    private static YIntervalSeriesCollection data(Map<String, List<Figures>> lines, int... sizes) {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        lines.forEach((name, points) -> {
            YIntervalSeries series = new YIntervalSeries(name);
            for (Figures each : points) {
                int at = Arrays.binarySearch(sizes, each.size());
                series.add(at, each.median(), each.min(), each.max());
            }
            data.addSeries(series);
        });
        return data;
    }

    private static XYErrorRenderer renderer(Map<String, List<Figures>> lines, LegendItemCollection legend) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setErrorStroke(Style.LINE);
        renderer.setDefaultLinesVisible(true);
        int index = 0;
        boolean python = false;
        for (Map.Entry<String, List<Figures>> line : lines.entrySet()) {
            Side side = line.getValue().getFirst().side();
            Color color = Style.of(side);
            renderer.setSeriesPaint(index, color);
            renderer.setSeriesShape(index, Style.DOT);
            // A second line of the same side is told apart by its dashes.
            boolean dashed = side == Side.CPYTHON && python;
            renderer.setSeriesStroke(index, dashed ? DASHED : Style.LINE);
            python |= side == Side.CPYTHON;
            legend.add(Style.legend(line.getKey() + (dashed ? " (dashed)" : ""), Style.DOT, color));
            index++;
        }
        return renderer;
    }
}
