package org.multiprocessing.benchmarks.report;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/**
 * A chart, and how large it is.
 *
 * @param chart the chart
 * @param width its width in pixels
 * @param height its height
 */
record Svg(JFreeChart chart, int width, int height) {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** Where a text begins depends on how wide it is: those have the widths of the font that is usual on Linux. */
    private static final String FONTS = "font-family:'DejaVu Sans',Verdana,sans-serif";

    /** Writes it; the same figures give the same file. */
    void write(Path file) throws IOException {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
        context.setPrecision(2);
        context.setComment(null); // would name the library
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(width, height));
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        StringWriter written = new StringWriter();
        graphics.stream(written, true);
        String text = written.toString();
        Files.createDirectories(file.getParent());
        // Without the head, which refers to a document type in the net.
        Files.writeString(file, text.substring(text.indexOf("<svg")).replace("font-family:sans-serif", FONTS) + "\n");
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK makes no documents", e);
        }
    }
}
