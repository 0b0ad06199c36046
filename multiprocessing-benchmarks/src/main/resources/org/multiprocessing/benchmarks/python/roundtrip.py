"""Sends a small integer to a process that sends it back: TIMES PAUSE (milliseconds before each time, in which both sleep);
microseconds for each time."""
import multiprocessing
import sys
import time


def echo(connection):
    while True:
        connection.send(connection.recv())


if __name__ == '__main__':
    from serve import seconds, serve
    times = int(sys.argv[1])
    pause = int(sys.argv[2]) / 1e3
    near, far = multiprocessing.Pipe()
    multiprocessing.Process(target=echo, args=(far,), daemon=True).start()

    def send(number):
        near.send(number)
        assert near.recv() == number

    def send_all():
        for i in range(times):
            send(i)

    def send_after_pauses():
        total = 0
        for i in range(times):
            time.sleep(pause)
            total += seconds(lambda: send(i))
        return total

    serve(lambda: (send_after_pauses() if pause else seconds(send_all)) * 1e6 / times)
