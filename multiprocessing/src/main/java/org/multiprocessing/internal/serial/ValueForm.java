package org.multiprocessing.internal.serial;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Small immutable values of the JDK, and class objects. */
final class ValueForm extends Form {

    ValueForm(int tag, boolean carried) {
        super(tag, carried);
    }

    @Override
    void write(Encoder out, Object value) {
        if (tag == Tag.CLASS) {
            Class<?> type = (Class<?>) value;
            if (Proxy.isProxyClass(type)) {
                throw new NeedsObjectStream(); // its name means nothing elsewhere; the JDK sends the interfaces
            }
            if (type.isHidden()) {
                throw new Refused(value, "stands for a class that has no name another process could find it by");
            }
            ForeignLoaders.note(type);
            out.writeString(type.getName());
        } else {
            super.write(out, value);
        }
    }

    @Override
    @Nullable
    Object[] parts(Object value) {
        return switch (tag) {
            case Tag.OPTIONAL -> {
                Optional<?> optional = (Optional<?>) value;
                yield optional.isPresent() ? new Object[] {optional.get()} : new Object[0];
            }
            case Tag.OPTIONAL_INT -> {
                OptionalInt optional = (OptionalInt) value;
                yield optional.isPresent() ? new Object[] {optional.getAsInt()} : new Object[0];
            }
            case Tag.OPTIONAL_LONG -> {
                OptionalLong optional = (OptionalLong) value;
                yield optional.isPresent() ? new Object[] {optional.getAsLong()} : new Object[0];
            }
            case Tag.OPTIONAL_DOUBLE -> {
                OptionalDouble optional = (OptionalDouble) value;
                yield optional.isPresent() ? new Object[] {optional.getAsDouble()} : new Object[0];
            }
            case Tag.ENUM -> new Object[] {((Enum<?>) value).getDeclaringClass(), ((Enum<?>) value).name()};
            case Tag.ENTRY, Tag.ENTRY_COPY -> {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
                yield new @Nullable Object[] {entry.getKey(), entry.getValue()};
            }
            default -> simpleParts(value);
        };
    }

    private @Nullable Object[] simpleParts(Object value) {
        return switch (tag) {
            case Tag.DURATION -> {
                Duration duration = (Duration) value;
                yield new Object[] {duration.toSeconds(), duration.toNanosPart()};
            }
            case Tag.INSTANT -> {
                Instant instant = (Instant) value;
                yield new Object[] {instant.getEpochSecond(), instant.getNano()};
            }
            case Tag.BIG_INTEGER -> new Object[] {((BigInteger) value).toByteArray()};
            case Tag.BIG_DECIMAL -> {
                BigDecimal decimal = (BigDecimal) value;
                yield new Object[] {decimal.unscaledValue().toByteArray(), decimal.scale()};
            }
            case Tag.UUID -> {
                UUID uuid = (UUID) value;
                yield new Object[] {uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()};
            }
            case Tag.PATH -> {
                Path path = (Path) value;
                if (!path.getFileSystem().equals(FileSystems.getDefault())) {
                    throw new Refused(value, "is a path of another file system than the default one. Send its URI");
                }
                yield new Object[] {path.toString()};
            }
            default -> throw new IllegalStateException("no parts for tag " + tag);
        };
    }
}
