/** The library module _codecs, in Python. */
export const codecsNativeSource = `"""What pickles of old protocols name."""


def encode(obj, encoding="utf-8", errors="strict"):
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    return obj.decode(encoding, errors)
`;
