"""json, struct, base64, binascii, hashlib and zlib."""
import base64
import binascii
import hashlib
import json
import struct
import zlib


def t(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)


print(struct.pack('<IHb', 1, 2, -3), struct.unpack('<IHb', b'\1\0\0\0\2\0\xfd'), struct.calcsize('bid'), struct.Struct('>d').pack(1.5))
buf = bytearray(8); struct.pack_into('>I', buf, 2, 77); print(buf, struct.unpack_from('>I', buf, 2))
t(lambda: struct.pack('B', 300)); t(lambda: struct.unpack('I', b'1')); t(lambda: struct.Struct.x)
print(json.dumps({'a':[1,2.5,None,True],'b':{'c':'é\n'}}), json.loads('{"x":[1,2,{"y":null}]}')); t(lambda: json.loads('{"a":}')); t(lambda: json.dumps(object())); print(json.dumps([1,{'a':()}],indent=2,sort_keys=True))
print(base64.b64encode(b'hello world'), base64.b64decode('aGVsbG8='), binascii.hexlify(b'ab'), binascii.crc32(b'hello')); t(lambda: base64.b64decode('a'))
print(hashlib.md5(b'a').hexdigest(), hashlib.sha1(b'a').hexdigest(), hashlib.sha256(b'abc'*50).hexdigest(), hashlib.sha224(b'').hexdigest(), hashlib.sha512(b'x').hexdigest(), zlib.adler32(b'hello'), zlib.crc32(b'x'*99))
h=hashlib.sha256(); h.update(b'abc'); print(h.copy().hexdigest()==hashlib.sha256(b'abc').hexdigest(), h.digest_size, h.name, h.block_size)

for fmt in ('b', 'B', 'h', 'H', 'i', 'I', 'q', 'Q', '>h', '>I', '>q', '!B', 'e', 'f', '>d', '?', 'c', '4s', '5p', 'z', '3', '2x'):
    for value in (0, -1, 127, 70000, 2**40, 2**70, 1.5, b'a', b'abcdef', None):
        t(lambda: (fmt, struct.pack(fmt, value)))
    t(lambda: struct.unpack_from(fmt, bytes(range(65, 80)), 3))
for text in ('', '[1,]', '{"a" 1}', '["x', '"\\u12"', 'nul', '[1] 2', '{1:2}', '-', '1e5', '[NaN, Infinity, -Infinity]', '"\\ud83d\\ude00"', '"\x01"'):
    t(lambda: json.loads(text))
for value in ({1: 2, None: 3, True: 4}, {(1,): 2}, float('inf'), ['é', '\U0001f600'], {'b': 1, 'a': [1, (2, 3)]}, set()):
    for options in ({}, {'indent': 1}, {'ensure_ascii': False, 'separators': (',', ':')}, {'skipkeys': True}, {'allow_nan': False}, {'default': str}):
        t(lambda: json.dumps(value, **options))
loop = []
loop.append(loop)
t(lambda: json.dumps(loop))
t(lambda: json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)))
t(lambda: json.loads('{"a": 1, "a": 2}', object_pairs_hook=list))
for name in ('b64', 'b32', 'b16', 'b85', 'a85', 'urlsafe_b64'):
    for data in (b'', b'a', b'hello?>', bytes(range(20)), b'\0\0\0\0\0'):
        coded = getattr(base64, name + 'encode')(data)
        print(name, coded, getattr(base64, name + 'decode')(coded) == data)
        t(lambda: getattr(base64, name + 'decode')(coded[:-1]))
t(lambda: binascii.unhexlify('abc'))
t(lambda: binascii.unhexlify('zz'))
t(lambda: binascii.hexlify(b'abcdef', '-', 2))
t(lambda: hashlib.new('nope'))
t(lambda: hashlib.md5('text'))
for size in (0, 1, 55, 56, 63, 64, 65, 119, 120, 1000):
    data = bytes(k % 251 for k in range(size))
    print([getattr(hashlib, name)(data).hexdigest()[:16] for name in ('md5', 'sha1', 'sha224', 'sha256', 'sha512')], zlib.crc32(data), zlib.adler32(data))
print(zlib.decompress(zlib.compress(b'abc' * 100)) == b'abc' * 100)
