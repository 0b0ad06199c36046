package org.multiprocessing.benchmarks.report;

import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XIntervalSeries;
import org.jfree.data.xy.XIntervalSeriesCollection;
import org.multiprocessing.benchmarks.report.Report.Entry;
import org.multiprocessing.benchmarks.report.Report.Figures;

/** The contenders of one row: a dot for each median, a line from the least to the greatest. */
final class RowChart {
    private static final int WIDTH = 820;
    private static final int HEIGHT_OF_ONE = 36;
    private static final int HEIGHT_OF_NONE = 110;

    private RowChart() {}

    static Svg of(Entry row) {
        List<Figures> shown =
                row.contenders().stream().filter(Figures::isMeasured).toList();
        double least = shown.stream().mapToDouble(Figures::min).min().orElse(1);
        double greatest = shown.stream().mapToDouble(Figures::max).max().orElse(1);
        ValueAxis values = Style.axis(
                row.unit() + (row.lessIsBetter() ? ", less is better" : ", more is better"), least, greatest);
        SymbolAxis names = Style.names(shown.stream().map(Figures::name).toArray(String[]::new));
        XYErrorRenderer renderer = renderer(shown, row.unit());
        XYPlot plot = new XYPlot(data(shown), values, names, renderer);
        plot.setDomainGridlinePaint(Style.FAINT);
        plot.setRangeGridlinesVisible(false);
        return new Svg(
                Style.chart(row.id() + "  " + row.title(), plot, new LegendItemCollection()),
                WIDTH,
                HEIGHT_OF_NONE + HEIGHT_OF_ONE * shown.size());
    }

    /** One series for each contender: colours are a series's. */
    private static XIntervalSeriesCollection data(List<Figures> shown) {
        XIntervalSeriesCollection data = new XIntervalSeriesCollection();
        for (int i = 0; i < shown.size(); i++) {
            Figures figures = shown.get(i);
            XIntervalSeries series = new XIntervalSeries(i);
            series.add(figures.median(), figures.min(), figures.max(), i);
            data.addSeries(series);
        }
        return data;
    }

    private static XYErrorRenderer renderer(List<Figures> shown, String unit) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawYError(false);
        renderer.setErrorStroke(Style.LINE);
        renderer.setDefaultItemLabelFont(Style.font());
        renderer.setDefaultItemLabelPaint(Style.INK);
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultPositiveItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE12, TextAnchor.BOTTOM_CENTER));
        renderer.setDefaultItemLabelGenerator(
                (data, series, item) -> Numbers.withUnit(shown.get(series).median(), unit));
        for (int i = 0; i < shown.size(); i++) {
            renderer.setSeriesPaint(i, Style.of(shown.get(i).side()));
            renderer.setSeriesShape(i, Style.DOT);
        }
        return renderer;
    }
}
