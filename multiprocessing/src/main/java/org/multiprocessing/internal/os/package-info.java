/**
 * Start here: {@link org.multiprocessing.internal.os.Os}, what the library asks of the operating system. This package is
 * the only user of {@code java.lang.foreign.Linker}.
 *
 * <p>{@code LinuxOs} uses futexes and {@code prctl}; {@code PortableOs} makes no native call and runs on every platform.
 */
@NullMarked
package org.multiprocessing.internal.os;

import org.jspecify.annotations.NullMarked;
