package org.multiprocessing.internal.serial;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link JdkOutput} wrote, with the classes that the decoder's loader knows. */
final class JdkInput extends ObjectInputStream {

    private final Decoder decoder;
    private final Limits limits;
    private final List<Object> mains = new ArrayList<>();

    private JdkInput(Decoder decoder, byte[] bytes, int offset, int length) throws IOException {
        super(new ByteArrayInputStream(bytes, offset, length));
        this.decoder = decoder;
        enableResolveObject(true);
        limits = Limits.of(decoder.classes().filter(), length);
        setObjectInputFilter(limits);
    }

    static @Nullable Object read(Decoder decoder, byte[] bytes, int offset, int length) throws DecodeException {
        try (JdkInput in = new JdkInput(decoder, bytes, offset, length)) {
            Object value = in.readObject();
            in.readMains();
            return value;
        } catch (DecodeException e) {
            throw e;
        } catch (ClassNotFoundException e) {
            throw new DecodeException("class not found: " + e.getMessage(), e.getMessage(), e);
        } catch (InvalidClassException e) {
            String refused = decoder.refusedClass();
            throw new DecodeException(
                    refused != null ? "class " + refused + Outside.REFUSED_CLASS : "invalid class: " + e.getMessage(),
                    e.classname,
                    e);
        } catch (IOException e) {
            String last = decoder.classes().last();
            throw new DecodeException(
                    "the JDK's serialization failed" + (last == null ? "" : ", the last class met is " + last) + ": "
                            + e,
                    last,
                    e);
        }
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        String name = description.getName();
        if (name.equals(Carrier.class.getName())) {
            return Carrier.class; // which a loader of the program need not see
        }
        decoder.classes().meet(name);
        return decoder.classes().find(name);
    }

    @Override
    @SuppressWarnings("deprecation") // Proxy.getProxyClass: the stream asks for a class, there is no handler yet
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
        ClassLoader loader = decoder.classes().loader();
        Class<?>[] types = new Class<?>[interfaces.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = decoder.classes().find(interfaces[i]);
            if (!Modifier.isPublic(types[i].getModifiers())) {
                loader = types[i].getClassLoader(); // only there can a proxy of the interface be
            }
        }
        return Proxy.getProxyClass(loader, types);
    }

    @Override
    protected @Nullable Object resolveObject(Object object) throws IOException {
        if (!(object instanceof Carrier carrier)) {
            return object;
        }
        decoder.check(carrier.tag());
        try {
            Object result = carrier.tag() == Tag.MAIN ? newMain(carrier) : Rebuild.ofCarrier(carrier, decoder);
            limits.exempt(result.getClass());
            return result;
        } catch (ClassCastException | IllegalArgumentException e) {
            InvalidObjectException thrown = new InvalidObjectException("damaged: " + e);
            thrown.initCause(e);
            throw thrown;
        }
    }

    private Object newMain(Carrier carrier) throws DecodeException {
        Object main =
                MainForm.ofSent((Class<?>) Rebuild.part(carrier.parts(), 0)).create();
        mains.add(main);
        return main;
    }

    /** Reads the fields of the instances of the main class, in the order in which the instances came. */
    private void readMains() throws IOException, ClassNotFoundException {
        for (int i = 0; i < mains.size(); i++) {
            Object main = mains.get(i);
            MainForm form = MainForm.ofSent(main.getClass());
            if (!(readObject() instanceof List<?> parts)) {
                throw new DecodeException("damaged: an instance of the main class, without fields");
            }
            form.checkCount(parts.size() - 1);
            for (int field = 1; field < parts.size(); field++) {
                form.set(main, field - 1, parts.get(field));
            }
        }
    }
}
