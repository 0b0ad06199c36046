package org.multiprocessing.benchmarks.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with labels at 1, 2, 5, 10 and so on, or at powers of ten where that is too many. */
final class RoundLogAxis extends LogAxis {
    private static final long serialVersionUID = 1;
    private static final double MOST_DECADES = 3.5;

    RoundLogAxis(String label, double from, double to) {
        super(label);
        setSmallestValue(from / 10);
        setRange(from, to);
    }

    @Override
    protected List<NumberTick> refreshTicksHorizontal(Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
        return ticks(TextAnchor.TOP_CENTER);
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
        return ticks(TextAnchor.CENTER_RIGHT);
    }

    private List<NumberTick> ticks(TextAnchor anchor) {
        double from = getRange().getLowerBound();
        double to = getRange().getUpperBound();
        int[] steps = Math.log10(to / from) > MOST_DECADES ? new int[] {1} : new int[] {1, 2, 5};
        List<NumberTick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
            for (int step : steps) {
                double value = step * Math.pow(10, power);
                if (value >= from && value <= to) {
                    ticks.add(new NumberTick(TickType.MAJOR, value, Numbers.brief(value), anchor, anchor, 0));
                }
            }
        }
        return ticks;
    }
}
