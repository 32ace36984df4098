"""As much of Kubernetes' protobuf as Helm needs to keep its releases: Secrets go in and come out as the bytes that they are."""

MAGIC = b"k8s\x00"
CONTENT = "application/vnd.kubernetes.protobuf"


def fields(data):
    """The fields of a message: number and value, of which only texts and messages have one here."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
            continue
        assert key & 7 == 2, f"wire type {key & 7}"
        size, at = varint(data, at)
        yield key >> 3, data[at : at + size]
        at += size


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 0x80:
            return value, at


def field(number, data):
    size, length = len(data), b""
    while size > 0x7F:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return bytes([number << 3 | 2]) + length + bytes([size]) + data


def opened(body):
    """The message in an envelope."""
    assert body.startswith(MAGIC)
    return dict(fields(body[len(MAGIC) :]))[2]


def closed(kind, message):
    """An envelope of the group `v1`."""
    return MAGIC + field(1, field(1, b"v1") + field(2, kind)) + field(2, message) + field(3, b"") + field(4, b"")


def name(message):
    """The name in an object's metadata."""
    return dict(fields(dict(fields(message))[1]))[1].decode()


def listed(messages):
    """A SecretList."""
    return closed(b"SecretList", field(1, b"") + b"".join(field(2, message) for message in messages))
