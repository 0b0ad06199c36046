package org.multiprocessing.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.AuthKey;

/** A program that is not of the tree, and calls what it was not given. */
class GuessedNumberTest {
    private static final AuthKey KEY = AuthKey.of("key");

    private ManagerServer server;
    private SocketManager owner;
    private SocketManager guesser;

    @BeforeEach
    void connect() throws Exception {
        server = Managers.server(o -> o.withAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withAuthKey(KEY));
        owner = (SocketManager) Managers.connect(server.address(), KEY, o -> o);
        guesser = (SocketManager) Managers.connect(server.address(), KEY, o -> o);
    }

    @AfterEach
    void close() {
        owner.close();
        guesser.close();
        server.close();
    }

    private ListService guessed(List<String> list) {
        RemoteObject remote = RemoteObject.of(list);
        return (ListService) guesser.link()
                .object(remote.id(), remote.type(), Claim::addReceived)
                .newProxy();
    }

    @Test
    void callsGetNothing() {
        List<String> list = owner.list(List.of("secret"));
        ListService guess = guessed(list);
        assertThatThrownBy(guess::size).isInstanceOf(RemoteException.class).hasMessageContaining("no object");
        assertThat(list).containsExactly("secret");
    }

    @Test
    void itIsNotCopiedNorNamedNorPutIntoOthers() {
        ListService guess = guessed(owner.list(List.of("secret")));
        assertThatThrownBy(() -> guesser.copyOf(guess)).isInstanceOf(RemoteException.class);
        assertThatThrownBy(() -> guesser.publish("mine", guess)).isInstanceOf(IllegalArgumentException.class);
        List<Object> own = guesser.list();
        assertThatThrownBy(() -> own.add(guess)).isInstanceOf(RemoteException.class);
        assertThat(own).isEqualTo(new ArrayList<>());
    }

    @Test
    void whatIsPublishedIsForAll() {
        List<String> list = owner.list(List.of("known"));
        owner.publish("list", list);
        List<String> found = guesser.lookup("list");
        assertThat(found).containsExactly("known");
    }
}
