# 69_socket_peer_eof, fixed: the same task without what depends on the collector.
from __future__ import print_function
import socket


def pair():
    srv = socket.socket()
    srv.bind(("127.0.0.1", 0))
    srv.listen(1)
    a = socket.create_connection(srv.getsockname())
    b = srv.accept()[0]
    srv.close()
    return a, b


a, b = pair()
try:
    a.close()
    b.settimeout(0.5)
    print("closed:", "EOF" if b.recv(1) == b"" else "data")
finally:
    b.close()
