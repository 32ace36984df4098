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

from .tools import run

NGINX = """user root; daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn;
events {{}}
http {{
  access_log off; client_max_body_size 0; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{tls} ssl; ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem;
    location / {{ proxy_pass http://127.0.0.1:{clear}; proxy_set_header Host $http_host; proxy_http_version 1.1; }}
  }}
}}
"""
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
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-keyout", folder / "key.pem", "-out", folder / "certificate.pem").check_returncode()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, tls=tls, clear=clear))
    commands = (
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(clear)],
        ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")],
    )
    with open(folder / "log", "wb") as log:
        processes = [subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log) for argv in commands]
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
