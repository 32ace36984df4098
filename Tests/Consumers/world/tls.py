"""TLS before servers that speak in clear: an authority of the test's own, and nginx with what it has signed."""

import pathlib
import shutil
import subprocess

from world.tools import run

NGINX = """user root; daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn;
events {{}}
http {{
  access_log off; client_max_body_size 0; server_names_hash_bucket_size 128; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {servers}
}}
"""
SERVER = """server {{
    listen {listen} ssl; ssl_certificate {certificate}.pem; ssl_certificate_key {certificate}.key;
    {more}
    location / {{ proxy_pass http://127.0.0.1:{clear}; proxy_set_header Host $http_host; proxy_http_version 1.1; }}
  }}"""
STORE = pathlib.Path("/etc/ssl/certs")


class Authority:
    """Signs certificates that are trusted only where its own is among the machine's."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self.certificate = self.folder / "authority.pem"
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3", "-subj", "/CN=Backstay test authority",
                "-keyout", self.folder / "authority.key", "-out", self.certificate)  # fmt: skip

    def sign(self, name, common, *alternatives):
        """Makes NAME.key and NAME.pem for a common name and for alternative names such as DNS:localhost; the path without suffix."""
        path = self.folder / name
        more = ["-addext", f"subjectAltName={','.join(alternatives)}"] if alternatives else []
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={common}", *more, "-addext", "basicConstraints=critical,CA:FALSE",
                "-CA", self.certificate, "-CAkey", self.folder / "authority.key", "-keyout", f"{path}.key", "-out", f"{path}.pem")  # fmt: skip
        return path

    def trusted(self):
        """A copy of the machine's certificates with this one, as update-ca-certificates makes it."""
        place = self.folder / "certs"
        if not place.exists():
            shutil.copytree(STORE, place, symlinks=True)
            with open(place / "ca-certificates.crt", "a") as bundle:
                bundle.write(self.certificate.read_text())
            shutil.copy(self.certificate, place / "backstay-test.pem")
            (place / f"{openssl('x509', '-hash', '-noout', '-in', self.certificate).strip()}.0").symlink_to("backstay-test.pem")
        return place


def openssl(*words):
    result = run("openssl", *words)
    assert result.returncode == 0, result.stderr
    return result.stdout


def front(folder, *servers):
    """Starts nginx. A server is where it listens, its certificate's path without suffix, the port in clear and more of nginx's words."""
    said = "\n  ".join(SERVER.format(listen=listen, certificate=certificate, clear=clear, more=more) for listen, certificate, clear, more in servers)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, servers=said))
    with open(folder / "log", "ab") as log:
        argv = ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")]
        return subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
