"""Sends 8 MiB to a process that sends them back: pipe|queue bytes|doubles|raw TIMES; MiB per second, each way counted."""
import array
import multiprocessing
import sys

MEBIBYTES = 8


def echo(receive, send):
    while True:
        send(receive())


def echo_pipe(connection, raw):
    if raw:
        echo(connection.recv_bytes, connection.send_bytes)
    else:
        echo(connection.recv, connection.send)


def echo_queue(there, back):
    echo(there.get, back.put)


def start(work, *arguments):
    multiprocessing.Process(target=work, args=arguments, daemon=True).start()


if __name__ == '__main__':
    from serve import seconds, serve
    times = int(sys.argv[3])
    if sys.argv[2] == 'doubles':
        item = array.array('d', bytes(MEBIBYTES << 20))
    else:
        item = bytes(MEBIBYTES << 20)
    if sys.argv[1] == 'pipe':
        near, far = multiprocessing.Pipe()
        raw = sys.argv[2] == 'raw'
        start(echo_pipe, far, raw)
        send, receive = (near.send_bytes, near.recv_bytes) if raw else (near.send, near.recv)
    else:
        there, back = multiprocessing.Queue(), multiprocessing.Queue()
        start(echo_queue, there, back)
        send, receive = there.put, back.get

    def send_all():
        for _ in range(times):
            send(item)
            assert len(receive()) == len(item)

    serve(lambda: 2 * MEBIBYTES * times / seconds(send_all))
