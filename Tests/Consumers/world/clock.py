"""Programs that see another clock, by libfaketime.

The library is loaded directly: the program `faketime` makes a semaphore named by its process number first, and fails where a
process of that number that was killed, or ended without its destructors, has left one. The library goes on without.
"""

#: Where Debian's package `libfaketime` puts it.
LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


def faked(clock, **more):
    """The environment of a program whose clock reads `clock`, in libfaketime's words: `@2026-03-05 01:30:00`, `+400d` or `+0 x200`."""
    return {"LD_PRELOAD": LIBRARY, "FAKETIME": clock, **more}
