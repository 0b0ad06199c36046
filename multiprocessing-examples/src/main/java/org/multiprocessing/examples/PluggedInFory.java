package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.channel.Queue;

/** Sends objects that are not serializable, by a library that the program plugs in: Apache Fory. */
class PluggedInFory {
    static final class Order {
        private final String customer;
        private final List<Line> lines = new ArrayList<>();

        Order(String customer) {
            this.customer = customer;
        }
    }

    static final class Line {
        private final String article;
        private final int count;

        Line(String article, int count) {
            this.article = article;
            this.count = count;
        }
    }

    static void take(Queue<Order> orders) throws InterruptedException {
        Order order = orders.take();
        for (Line line : order.lines) {
            IO.println(order.customer + " wants " + line.count + " of " + line.article);
        }
    }

    static void main() throws InterruptedException {
        Queue<Order> orders = queue();
        var order = new Order("Ada");
        order.lines.add(new Line("punched cards", 1000));
        order.lines.add(new Line("gears", 12));
        orders.put(order);
        process(PluggedInFory::take, orders).start().join();
    }
}
