package org.multiprocessing.conformance.crash;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.multiprocessing.conformance.support.Delays;

/** Follows one thread of a child JVM from line to line, as far as wanted: fault points, without any in the product. */
final class Debugger implements AutoCloseable {
    private final ListeningConnector connector;
    private final Map<String, Connector.Argument> arguments;
    private final String address;
    private VirtualMachine jvm;

    private Debugger() throws Exception {
        connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(known -> known.name().equals("com.sun.jdi.SocketListen"))
                .findFirst()
                .orElseThrow();
        arguments = connector.defaultArguments();
        arguments.get("localAddress").setValue("127.0.0.1");
        arguments.get("port").setValue("0");
        arguments.get("timeout").setValue(Long.toString(Delays.LONG.toMillis()));
        address = connector.startListening(arguments);
    }

    /** Begins to listen for one child. */
    static Debugger listen() throws Exception {
        return new Debugger();
    }

    /** Returns what has a child connect. */
    String argument() {
        String port = address.substring(address.lastIndexOf(':') + 1);
        return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=n,address=127.0.0.1:" + port;
    }

    /** Waits until the child has connected. */
    void accept() throws Exception {
        jvm = connector.accept(arguments);
        stopListening();
    }

    private void stopListening() throws IOException {
        try {
            connector.stopListening(arguments);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops a thread of the child at every line of some classes that are loaded, the first time that it comes there. */
    void watch(String threadName, Predicate<String> classes) {
        for (Location line : lines(classes)) {
            stop(threadName, line);
        }
    }

    /** Stops a thread of the child at the last line of a method of a class that is loaded, the first time that it comes there. */
    void stopAtEnd(String threadName, String type, String method) {
        Method found = jvm.classesByName(type).getFirst().methodsByName(method).getFirst();
        stop(threadName, lines(found).getLast());
    }

    private void stop(String threadName, Location line) {
        ThreadReference thread = jvm.allThreads().stream()
                .filter(known -> known.name().equals(threadName))
                .findFirst()
                .orElseThrow();
        BreakpointRequest request = jvm.eventRequestManager().createBreakpointRequest(line);
        request.addThreadFilter(thread);
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        request.enable();
    }

    private Set<Location> lines(Predicate<String> classes) {
        Set<Location> lines = new LinkedHashSet<>();
        for (ReferenceType type : jvm.allClasses()) {
            if (classes.test(type.name())) {
                for (Method method : type.methods()) {
                    lines.addAll(lines(method));
                }
            }
        }
        return lines;
    }

    private static List<Location> lines(Method method) {
        try {
            List<Location> first = new ArrayList<>();
            Set<Integer> seen = new LinkedHashSet<>();
            for (Location location : method.allLineLocations()) {
                if (seen.add(location.lineNumber())) {
                    first.add(location);
                }
            }
            return first;
        } catch (AbsentInformationException e) {
            return List.of(); // abstract, or native
        }
    }

    /**
     * Lets the child go on until it has come to so many lines, where it is left suspended, or the watched thread has come to the end
     * that a line of a class is.
     *
     * @return the lines that it has come to, in order
     */
    List<String> follow(int count) throws Exception {
        List<String> passed = new ArrayList<>();
        while (true) {
            EventSet events = jvm.eventQueue().remove(Delays.LONG.toMillis());
            if (events == null) {
                throw new AssertionError("the child does not get on, behind " + passed);
            }
            for (Event event : events) {
                if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                    throw new AssertionError("the child has ended, behind " + passed);
                }
                if (event instanceof BreakpointEvent hit) {
                    String place = place(hit.location());
                    passed.add(place);
                    if (passed.size() == count || place.startsWith("Victim.end")) {
                        return passed;
                    }
                    hit.request().disable(); // or a loop would be followed for ever
                }
            }
            events.resume();
        }
    }

    private static String place(Location location) {
        String type = location.declaringType().name();
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + location.method().name() + ":" + location.lineNumber();
    }

    @Override
    public void close() throws IOException {
        if (jvm == null) {
            stopListening();
            return;
        }
        try {
            jvm.dispose();
        } catch (VMDisconnectedException e) {
            // it is dead, as it should be
        }
    }
}
