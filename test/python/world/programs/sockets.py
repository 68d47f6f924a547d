"""Sockets: connections, ends of file, timeouts, what is left when nobody closes."""
import gc
import select
import socket
import warnings

shown = []
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **more: shown.append(str(message).split(' fd')[0])


def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)


def pair():
    server = socket.socket()
    server.bind(('127.0.0.1', 0))
    server.listen(1)
    a = socket.create_connection(server.getsockname())
    b, address = server.accept()
    server.close()
    return a, b


a, b = pair()
a.sendall(b'hello')
print(b.recv(2), b.recv(10, socket.MSG_PEEK), b.recv(10))
b.settimeout(0.05)
t(b.recv, 1)
b.setblocking(False)
t(b.recv, 1)
a = None
b.settimeout(1)
print(b.recv(1), shown)
b.close()
a, b = pair()
a.close()
print(b.recv(1))
t(b.send, b'x')
t(b.send, b'x')
b.close()
x = socket.socket()
print(x, x.family, x.type, x.gettimeout())
t(x.connect, ('127.0.0.1', 1))
t(x.recv, 1)
t(x.send, b'a')
t(x.send, 'a')
t(x.getpeername)
t(x.accept)
t(x.bind, 5)
t(x.bind, ('1.2.3.4', 5))
x.close()
t(x.recv, 1)
t(x.send, b'a')
print(x, x.fileno())
p, q = socket.socketpair()
print(p.family, p.proto)
p.send(b'abc')
p.shutdown(socket.SHUT_WR)
print(q.recv(10), q.recv(10))
t(p.send, b'a')
f = q.makefile('rwb')
q.close()
f.write(b'still there\n')
f.flush()
print(p.recv(100))
f.close()
print(p.recv(1))
t(p.sendall, b'a')
p.close()
p, q = socket.socketpair()
reader = q.makefile('r', encoding='utf-8')
p.sendall('zeile ä\nnext'.encode())
p.close()
print(reader.readline(), reader.read())
reader.close()
q.close()
p, q = socket.socketpair()
print([len(each) for each in select.select([p, q], [p, q], [], 0)])
p.send(b'1')
print(select.select([p, q], [], [], 1)[0] == [q])
cycle = [p]
cycle.append(cycle)
del p, cycle
q.settimeout(0.01)
q.recv(1)
t(q.recv, 1)
gc.collect()
print(q.recv(1))
q.close()
server = socket.create_server(('127.0.0.1', 0))
other = socket.socket()
t(other.bind, server.getsockname())
server.settimeout(0.01)
t(server.accept)
with socket.create_connection(server.getsockname(), timeout=1) as client:
    with server.accept()[0] as peer:
        print(client.getpeername() == server.getsockname(), peer.getpeername() == client.getsockname(), client.gettimeout())
    print(client.recv(1))
print(client, socket.timeout is TimeoutError, socket.error)
server.close()
other.close()
d, e = socket.socket(type=socket.SOCK_DGRAM), socket.socket(type=socket.SOCK_DGRAM)
d.bind(('127.0.0.1', 0))
print(e.sendto(b'one', d.getsockname()), e.sendto(b'two', d.getsockname()), d.recvfrom(10)[0], d.recv(2))
d.close()
e.close()
h, k = socket.socketpair()
fd = h.fileno()
print(h.detach() == fd, h.fileno(), h)
socket.socket(fileno=fd, family=socket.AF_UNIX).close()
print(k.recv(1))
k.close()
print(len(shown))
