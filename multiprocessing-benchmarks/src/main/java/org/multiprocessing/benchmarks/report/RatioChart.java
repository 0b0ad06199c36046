package org.multiprocessing.benchmarks.report;

import java.awt.Color;
import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How ours is related to something else in each row: a bar that begins where both are equal, and a mark at the target. */
final class RatioChart {
    private static final int WIDTH = 820;
    private static final int HEIGHT_OF_ONE = 25;
    private static final int HEIGHT_OF_NONE = 130;
    private static final double BAR = 0.62;
    private static final double ROOM_FOR_NUMBERS = 2.5;

    /**
     * One row.
     *
     * @param name what stands beside the bar
     * @param seen the ratio that was measured
     * @param wanted the target
     * @param met whether it is met
     */
    record Bar(String name, double seen, double wanted, boolean met) {}

    private RatioChart() {}

    static Svg of(String title, String axis, List<Bar> bars) {
        SymbolAxis names = Style.names(bars.stream().map(Bar::name).toArray(String[]::new));
        double least = bars.stream()
                .mapToDouble(bar -> Math.min(bar.seen(), bar.wanted()))
                .min()
                .orElse(1);
        double greatest = bars.stream()
                .mapToDouble(bar -> Math.max(bar.seen(), bar.wanted()))
                .max()
                .orElse(1);
        double end = Math.max(greatest, 1) * ROOM_FOR_NUMBERS;
        LogAxis ratios = Style.logAxis(axis, Math.min(least, 1) / 1.3, end);
        XYPlot plot = new XYPlot(null, names, ratios, null);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Style.FAINT);
        plot.setDataset(0, targets(bars));
        plot.setRenderer(0, targetRenderer());
        plot.setDataset(1, new XYBarDataset(ratios(bars), BAR));
        plot.setRenderer(1, barRenderer(bars));
        for (int i = 0; i < bars.size(); i++) {
            plot.addAnnotation(number(i, end, bars.get(i)));
        }
        LegendItemCollection legend = new LegendItemCollection();
        legend.add(Style.legend("target met", Style.DOT, Style.MET));
        legend.add(Style.legend("not met", Style.DOT, Style.NOT_MET));
        legend.add(Style.legend("target", Style.TICK, Style.INK));
        return new Svg(Style.chart(title, plot, legend), WIDTH, HEIGHT_OF_NONE + HEIGHT_OF_ONE * bars.size());
    }

    private static XYSeriesCollection ratios(List<Bar> bars) {
        XYSeries series = new XYSeries("seen");
        for (int i = 0; i < bars.size(); i++) {
            series.add(i, bars.get(i).seen());
        }
        return new XYSeriesCollection(series);
    }

    private static XYSeriesCollection targets(List<Bar> bars) {
        XYSeries series = new XYSeries("target");
        for (int i = 0; i < bars.size(); i++) {
            series.add(i, bars.get(i).wanted());
        }
        return new XYSeriesCollection(series);
    }

    private static XYBarRenderer barRenderer(List<Bar> bars) {
        XYBarRenderer renderer = new XYBarRenderer() {
            private static final long serialVersionUID = 1;

            @Override
            public Color getItemPaint(int row, int column) {
                return bars.get(column).met() ? Style.MET : Style.NOT_MET;
            }
        };
        renderer.setBase(1);
        renderer.setUseYInterval(false);
        renderer.setShadowVisible(false);
        renderer.setBarPainter(new StandardXYBarPainter());
        return renderer;
    }

    /** Numbers stand in a column at the end, where no bar and no mark is in their way. */
    private static XYTextAnnotation number(int index, double end, Bar bar) {
        XYTextAnnotation number = new XYTextAnnotation(Numbers.brief(bar.seen()), index, end);
        number.setFont(Style.font());
        number.setPaint(Style.INK);
        number.setTextAnchor(TextAnchor.CENTER_RIGHT);
        return number;
    }

    private static XYLineAndShapeRenderer targetRenderer() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesPaint(0, Style.INK);
        renderer.setSeriesShape(0, Style.TICK);
        return renderer;
    }
}
