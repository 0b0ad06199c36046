package org.multiprocessing.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** How charts look. The colours are told apart by people who do not see all of them, too (Okabe and Ito). */
final class Style {
    static final Color INK = new Color(0x222222);
    static final Color FAINT = new Color(0xd8d8d8);
    static final Color MET = new Color(0x0072b2);
    static final Color NOT_MET = new Color(0xe69f00);
    static final Shape DOT = new Ellipse2D.Double(-4, -4, 8, 8);
    static final Shape TICK = new Rectangle2D.Double(-1.5, -9, 3, 18);
    private static final BasicStroke HAIR = new BasicStroke(1);
    static final BasicStroke LINE = new BasicStroke(2);

    /** Where figures differ by more than that, equal distances mean equal ratios. */
    private static final double LINEAR_UP_TO = 20;

    private static final double ROOM = 1.35;
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 14);

    private Style() {}

    static Color of(Side side) {
        return switch (side) {
            case OURS -> new Color(0xd55e00);
            case CPYTHON -> new Color(0x0072b2);
            case PEER -> new Color(0xcc79a7);
            case LIMIT -> new Color(0x777777);
        };
    }

    static Font font() {
        return SMALL;
    }

    /** Makes a chart with a title, and a legend if it has items. */
    static JFreeChart chart(String title, XYPlot plot, LegendItemCollection legend) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlineStroke(HAIR);
        plot.setRangeGridlineStroke(HAIR);
        plot.setAxisOffset(new RectangleInsets(0, 0, 0, 0));
        plot.setFixedLegendItems(legend);
        JFreeChart chart = new JFreeChart(null, LARGE, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        TextTitle text = new TextTitle(title, LARGE);
        text.setPaint(INK);
        text.setPadding(4, 4, 8, 4);
        chart.setTitle(text);
        if (legend.getItemCount() > 0) {
            LegendTitle shown = new LegendTitle(plot);
            shown.setItemFont(SMALL);
            shown.setItemPaint(INK);
            shown.setPosition(RectangleEdge.BOTTOM);
            chart.addSubtitle(shown);
        }
        chart.setPadding(new RectangleInsets(4, 4, 4, 12));
        return chart;
    }

    static LegendItem legend(String text, Shape shape, Color color) {
        LegendItem item = new LegendItem(text, null, null, null, shape, color);
        item.setLabelFont(SMALL);
        return item;
    }

    /** Returns an axis for values in that range; the labels of the least and the greatest have room. */
    static ValueAxis axis(String name, double least, double greatest) {
        return greatest / least > LINEAR_UP_TO ? logAxis(name, least / ROOM, greatest * ROOM) : linear(name, greatest);
    }

    private static ValueAxis linear(String name, double greatest) {
        NumberAxis axis = new NumberAxis(name);
        axis.setRange(0, greatest * 1.12);
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return dressed(axis);
    }

    static LogAxis logAxis(String name, double from, double to) {
        return dressed(new RoundLogAxis(name, from, to));
    }

    /** Returns an axis with a name at each whole number, the first one on top. */
    static SymbolAxis names(String... names) {
        SymbolAxis axis = new SymbolAxis(null, names);
        axis.setInverted(true);
        axis.setGridBandsVisible(false);
        axis.setTickMarksVisible(false);
        axis.setRange(-0.6, names.length - 0.4);
        dressed(axis);
        return axis;
    }

    private static <A extends ValueAxis> A dressed(A axis) {
        axis.setTickLabelFont(SMALL);
        axis.setLabelFont(SMALL);
        axis.setTickLabelPaint(INK);
        axis.setLabelPaint(INK);
        axis.setAxisLinePaint(FAINT);
        axis.setTickMarkPaint(FAINT);
        return axis;
    }
}
