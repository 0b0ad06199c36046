package org.multiprocessing.manager;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an interface whose result stays in the server: the caller gets a proxy of it instead of a copy. The method must
 * return an interface; null stays null.
 *
 * <pre>{@code
 * interface Library {
 *     @Proxied Shelf shelf(String name); // calls of the shelf run in the server, too
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Proxied {}
