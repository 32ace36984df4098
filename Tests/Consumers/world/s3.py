"""An S3 store for one test: moto in clear, nginx before it for TLS.

moto's own TLS closes connections without close_notify, which OpenSSL 3 in pgbackrest takes for an attack.
"""

import contextlib
import pathlib
import socket
import subprocess
import sys
import time
import urllib.parse

from world import tls as front
from world.tools import run

SIGNED = "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x"


def free_port():
    """A TCP port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def store(folder, buckets):
    """The TLS port of a store on 127.0.0.1 that holds the buckets, as long as the block runs."""
    folder = pathlib.Path(folder)
    folder.mkdir()
    tls, clear = free_port(), free_port()
    certificate = front.Authority(folder / "authority").sign("store", "localhost")
    with open(folder / "log", "wb") as log:
        moto = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(clear)], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    processes = [moto, front.front(folder, (f"127.0.0.1:{tls}", certificate, clear, ""))]
    try:
        answer(f"https://127.0.0.1:{tls}/", folder)
        for bucket in buckets:
            url = f"https://127.0.0.1:{tls}/{urllib.parse.quote(bucket)}"
            run("curl", "-skf", "--noproxy", "*", "-X", "PUT", "-H", SIGNED, url).check_returncode()
        yield tls
    finally:
        for process in processes:
            process.terminate()
            process.wait(timeout=20)


def answer(url, folder):
    """Waits until the store answers; raises with its log when it does not within 30 seconds."""
    for _ in range(300):
        if run("curl", "-skf", "--noproxy", "*", url).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError(f"the S3 store does not answer: {(folder / 'log').read_text()[-2000:]}")
