package org.multiprocessing.conformance.support;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Ends a test that hangs: prints where every thread of this JVM and of every descendant is, kills the descendants,
 * interrupts the test and fails it. If even that does not end it, this JVM is ended, so that a build never hangs.
 */
public final class HangWatchdog implements InvocationInterceptor {
    /** What a test may take, unless it says otherwise with {@link Bound}. */
    public static final Duration DEFAULT = Delays.within(Duration.ofSeconds(60));

    private static final Duration LAST_GRACE = Delays.within(Duration.ofSeconds(30));
    private static final int HUNG = 97;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hang-watchdog").factory());

    /** One watched call. */
    private static final class Watch implements AutoCloseable {
        private final String name;
        private final Duration bound;
        private final Thread tested = Thread.currentThread();
        private final Future<?> alarm;
        private Optional<Future<?>> last = Optional.empty();
        private boolean ended;
        private boolean fired;

        Watch(String name, Duration bound) {
            this.name = name;
            this.bound = bound;
            this.alarm = CLOCK.schedule(this::fire, bound.toNanos(), TimeUnit.NANOSECONDS);
        }

        private synchronized void fire() {
            if (ended) {
                return;
            }
            fired = true;
            System.err.println(name + " exceeded its bound of " + bound + "\n" + ThreadReport.ofTree());
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            tested.interrupt();
            last = Optional.of(CLOCK.schedule(this::giveUp, LAST_GRACE.toNanos(), TimeUnit.NANOSECONDS));
        }

        private void giveUp() {
            System.err.println(name + " does not end even when interrupted\n" + ThreadReport.ofThisJvm());
            Runtime.getRuntime().halt(HUNG);
        }

        @Override
        public synchronized void close() {
            ended = true;
            alarm.cancel(false);
            last.ifPresent(future -> future.cancel(false));
            if (fired) {
                Thread.interrupted(); // ours, if nobody has taken it
            }
        }

        synchronized AssertionError failure(Throwable cause) {
            return new AssertionError(name + " exceeded its bound of " + bound + "; the stacks are on stderr", cause);
        }
    }

    private static <T> T guard(Invocation<T> invocation, ReflectiveInvocationContext<Method> method) throws Throwable {
        Method executable = method.getExecutable();
        Watch watch =
                new Watch(executable.getDeclaringClass().getSimpleName() + "." + executable.getName(), bound(method));
        T result;
        try (watch) {
            result = invocation.proceed();
        } catch (Throwable e) {
            throw watch.fired ? watch.failure(e) : e;
        }
        if (watch.fired) {
            throw watch.failure(null);
        }
        return result;
    }

    private static Duration bound(ReflectiveInvocationContext<Method> method) {
        return AnnotationSupport.findAnnotation(method.getExecutable(), Bound.class)
                .or(() -> AnnotationSupport.findAnnotation(method.getTargetClass(), Bound.class))
                .map(bound -> Delays.within(Duration.ofSeconds(bound.seconds())))
                .orElse(DEFAULT);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation, method);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation, method);
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        return guard(invocation, method);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation, method);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation, method);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation, method);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        guard(invocation, method);
    }
}
