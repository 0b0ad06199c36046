package org.multiprocessing.conformance.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How long a test may take, where that is more than {@link HangWatchdog#DEFAULT}. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Bound {
    /** The bound in seconds, before scaling. */
    int seconds();
}
