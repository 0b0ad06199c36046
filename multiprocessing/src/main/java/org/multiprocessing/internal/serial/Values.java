package org.multiprocessing.internal.serial;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts together what {@link ValueForm} takes apart. */
final class Values {

    private Values() {}

    static Object of(int tag, @Nullable Object[] parts) throws DecodeException {
        boolean empty = parts.length == 0;
        return switch (tag) {
            case Tag.OPTIONAL -> empty ? Optional.empty() : Optional.of(Rebuild.part(parts, 0));
            case Tag.OPTIONAL_INT -> empty ? OptionalInt.empty() : OptionalInt.of((Integer) Rebuild.part(parts, 0));
            case Tag.OPTIONAL_LONG -> empty ? OptionalLong.empty() : OptionalLong.of((Long) Rebuild.part(parts, 0));
            case Tag.OPTIONAL_DOUBLE ->
                empty ? OptionalDouble.empty() : OptionalDouble.of((Double) Rebuild.part(parts, 0));
            case Tag.DURATION -> Duration.ofSeconds(number(parts, 0), number(parts, 1));
            case Tag.INSTANT -> Instant.ofEpochSecond(number(parts, 0), number(parts, 1));
            case Tag.BIG_INTEGER -> new BigInteger((byte[]) Rebuild.part(parts, 0));
            case Tag.BIG_DECIMAL -> {
                BigInteger unscaled = new BigInteger((byte[]) Rebuild.part(parts, 0));
                yield new BigDecimal(unscaled, (int) number(parts, 1));
            }
            case Tag.UUID -> new UUID(number(parts, 0), number(parts, 1));
            case Tag.PATH -> Path.of((String) Rebuild.part(parts, 0));
            case Tag.ENUM -> constant((Class<?>) Rebuild.part(parts, 0), (String) Rebuild.part(parts, 1));
            case Tag.ENTRY -> Map.entry(Rebuild.part(parts, 0), Rebuild.part(parts, 1));
            case Tag.ENTRY_COPY -> new AbstractMap.SimpleEntry<@Nullable Object, @Nullable Object>(parts[0], parts[1]);
            default -> throw new DecodeException("damaged: there is no tag " + tag);
        };
    }

    private static long number(@Nullable Object[] parts, int index) throws DecodeException {
        return ((Number) Rebuild.part(parts, index)).longValue();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // valueOf checks what the compiler cannot
    private static Object constant(Class<?> type, String name) throws DecodeException {
        try {
            return Enum.valueOf((Class) type.asSubclass(Enum.class), name);
        } catch (IllegalArgumentException e) {
            throw new DecodeException(type.getName() + " has no constant " + name + " here", type.getName(), e);
        }
    }
}
