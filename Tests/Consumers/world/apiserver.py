"""A little of an API server for the real kubectl and Helm: objects of one namespace, and exec into containers that are machines.

It keeps what it is given as it is: no admission, no scheduling, no kubelet. A pod is ready when it is made, its volumes are filled
from the Secrets that it names, and a program that is run in it is run on a machine of the site.
"""

import base64
import hashlib
import http.server
import json
import os
import selectors
import ssl
import struct
import subprocess
import threading
import urllib.parse

import yaml

from world import protobuf

KINDS = {"pods": ("Pod", "/api/v1"), "secrets": ("Secret", "/api/v1"), "configmaps": ("ConfigMap", "/api/v1"),
         "serviceaccounts": ("ServiceAccount", "/api/v1"), "networkpolicies": ("NetworkPolicy", "/apis/networking.k8s.io/v1"),
         "cronjobs": ("CronJob", "/apis/batch/v1")}  # fmt: skip
ROOTS = sorted({root for _, root in KINDS.values()})
VERBS = ["create", "delete", "get", "list", "patch", "update", "watch"]
STDIN, STDOUT, STDERR, STATUS, CLOSE = 0, 1, 2, 3, 255


class Cluster:
    """The objects of a namespace by kind and name; `container(pod, name)` makes what a container's programs are run on."""

    def __init__(self, folder, namespace, container):
        self.namespace, self.container, self.objects, self.containers = namespace, container, {}, {}
        #: Secrets that Helm keeps its releases in, as messages by name.
        self.releases = {}
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=api", "-addext", "subjectAltName=IP:127.0.0.1"]
        subprocess.run([*make, "-keyout", folder / "api.key", "-out", folder / "api.pem"], check=True, capture_output=True)
        context.load_cert_chain(folder / "api.pem", folder / "api.key")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"cluster": self}))
        self.server.daemon_threads = True
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.kubeconfig = folder / "kubeconfig"
        server = {"server": f"https://127.0.0.1:{self.server.server_port}", "certificate-authority": str(folder / "api.pem")}
        self.kubeconfig.write_text(json.dumps({
            "apiVersion": "v1", "kind": "Config", "current-context": "it", "clusters": [{"name": "it", "cluster": server}],
            "users": [{"name": "it", "user": {"token": "judged"}}], "contexts": [{"name": "it", "context": {"cluster": "it", "user": "it"}}],
        }))  # fmt: skip

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def add(self, plural, value):
        """Keeps an object; a pod is ready at once, and its containers are made."""
        name = value["metadata"]["name"]
        value["metadata"] |= {"namespace": self.namespace, "uid": name, "resourceVersion": "1"}
        if plural == "pods":
            value["status"] = {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}
            for container in value["spec"]["containers"]:
                self.containers[name, container["name"]] = self.container(value, container["name"])
        self.objects[plural, name] = value

    def secret(self, name):
        return {key: base64.b64decode(text) for key, text in self.objects["secrets", name]["data"].items()}

    def put_secret(self, name, values):
        data = {key: base64.b64encode(value.encode()).decode() for key, value in values.items()}
        self.add("secrets", {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}, "data": data})


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers kubectl."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, value, status=200):
        self.send_bytes(json.dumps(value).encode(), "application/json", status)

    def keep(self):
        """Keeps a Secret of Helm's as it came."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        message = protobuf.opened(body)
        self.cluster.releases[protobuf.name(message)] = message
        self.send_bytes(body, protobuf.CONTENT)

    def is_protobuf(self):
        return protobuf.CONTENT in self.headers.get("Content-Type", "")

    def send_bytes(self, body, kind, status=200):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def fail(self, status, reason, message):
        self.answer({"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": reason, "message": message, "code": status}, status)

    def located(self):
        """The kind and name of the object that the path leads to."""
        self.url = urllib.parse.urlsplit(self.path)
        parts = self.url.path.strip("/").split("/")
        if "namespaces" not in parts:
            return None, None, None
        _, plural, *rest = parts[parts.index("namespaces") + 1 :]
        return plural, rest[0] if rest else None, rest[1] if len(rest) > 1 else None

    def do_GET(self):
        plural, name, sub = self.located()
        if sub == "exec":
            self.execute(name)
        elif plural == "secrets" and protobuf.CONTENT in self.headers.get("Accept", ""):
            if name is None:
                self.send_bytes(protobuf.listed(self.cluster.releases.values()), protobuf.CONTENT)
            elif name in self.cluster.releases:
                self.send_bytes(protobuf.closed(b"Secret", self.cluster.releases[name]), protobuf.CONTENT)
            else:
                self.fail(404, "NotFound", f"secrets {name} not found")
        elif plural is None:
            found = discovery(self.url.path)
            self.answer(found) if found else self.fail(404, "NotFound", self.url.path)
        elif name is None:
            kind, version = KINDS[plural]
            wanted = dict(urllib.parse.parse_qsl(self.url.query)).get("fieldSelector", "").removeprefix("metadata.name=")
            if "watch=true" in self.url.query:
                # Nothing changes by itself, and kubectl asks again.
                return self.answer({"type": "BOOKMARK", "object": {"kind": kind, "apiVersion": version.split("/", 2)[2], "metadata": {"resourceVersion": "1"}}})
            items = [value for (one, called), value in self.cluster.objects.items() if one == plural and wanted in ("", called)]
            self.answer({"kind": f"{kind}List", "apiVersion": version.split("/", 2)[2], "metadata": {"resourceVersion": "1"}, "items": items})
        elif (plural, name) in self.cluster.objects:
            self.answer(self.cluster.objects[plural, name])
        else:
            self.fail(404, "NotFound", f"{plural} {name} not found")

    def do_POST(self):
        if self.is_protobuf():
            return self.keep()
        plural, _, _ = self.located()
        value = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = value["metadata"]["name"]
        if (plural, name) in self.cluster.objects:
            self.fail(409, "AlreadyExists", f"{plural} {name} already exists")
        else:
            self.cluster.add(plural, value)
            self.answer(value, 201)

    def do_PUT(self):
        if self.is_protobuf():
            return self.keep()
        self.replace(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def do_PATCH(self):
        """What is applied comes whole, as JSON or YAML."""
        if "apply-patch" not in self.headers["Content-Type"]:
            return self.fail(415, "UnsupportedMediaType", self.headers["Content-Type"])
        self.replace(yaml.safe_load(self.rfile.read(int(self.headers["Content-Length"]))))

    def replace(self, value):
        plural, _, _ = self.located()
        self.cluster.add(plural, value)
        self.answer(value)

    def do_DELETE(self):
        plural, name, _ = self.located()
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.cluster.objects.pop((plural, name), None):
            self.answer({"kind": "Status", "apiVersion": "v1", "status": "Success", "details": {"name": name, "uid": name}})
        else:
            self.fail(404, "NotFound", f"{plural} {name} not found")

    def execute(self, pod):
        """Runs a program in a container, over a WebSocket with a channel for each stream (v5.channel.k8s.io)."""
        accept = base64.b64encode(hashlib.sha1((self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest())
        self.send_response(101)
        for key, value in {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": accept.decode(), "Sec-WebSocket-Protocol": "v5.channel.k8s.io"}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.flush()
        query = urllib.parse.parse_qs(self.url.query)
        argv = self.cluster.containers[pod, query["container"][0]](query["command"])
        process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if "stdin" in query:
            threading.Thread(target=self.feed, args=(process.stdin,), daemon=True).start()
        else:
            process.stdin.close()
        with selectors.DefaultSelector() as ready:
            for stream, channel in ((process.stdout, STDOUT), (process.stderr, STDERR)):
                ready.register(stream, selectors.EVENT_READ, channel)
            while ready.get_map():
                for key, _ in ready.select():
                    data = os.read(key.fd, 65536)
                    self.send(key.data, data) if data else ready.unregister(key.fileobj)
        code = process.wait()
        status = {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success"}
        if code:
            causes = {"causes": [{"reason": "ExitCode", "message": str(code)}]}
            status |= {"status": "Failure", "reason": "NonZeroExitCode", "message": f"exit code {code}", "details": causes}
        self.send(STATUS, json.dumps(status).encode())
        self.wfile.write(b"\x88\x02\x03\xe8")
        self.wfile.flush()
        self.close_connection = True

    def send(self, channel, data):
        payload = bytes([channel]) + data
        size = len(payload)
        head = bytes([size]) if size < 126 else b"\x7e" + struct.pack(">H", size) if size < 65536 else b"\x7f" + struct.pack(">Q", size)
        self.wfile.write(b"\x82" + head + payload)
        self.wfile.flush()

    def feed(self, stdin):
        """Hands the client's frames on until it closes the channel."""
        while True:
            head = self.rfile.read(2)
            if len(head) < 2:
                break
            size = head[1] & 0x7F
            if size > 125:
                size = int.from_bytes(self.rfile.read(2 if size == 126 else 8), "big")
            mask = self.rfile.read(4) if head[1] & 0x80 else bytes(4)
            payload = bytes(byte ^ mask[index % 4] for index, byte in enumerate(self.rfile.read(size)))
            if head[0] & 0x0F == 8:
                break
            if head[0] & 0x0F == 2 and payload[:1] == bytes([STDIN]):
                stdin.write(payload[1:])
                stdin.flush()
            elif payload[:2] == bytes([CLOSE, STDIN]):
                stdin.close()


def discovery(path):
    """What kubectl asks before it does anything."""
    if path == "/api":
        return {"kind": "APIVersions", "versions": ["v1"]}
    if path == "/apis":
        groups = [root.split("/", 2)[2] for root in ROOTS if root.startswith("/apis/")]
        versions = {version.partition("/")[0]: {"groupVersion": version, "version": "v1"} for version in groups}
        listed = [{"name": name, "versions": [version], "preferredVersion": version} for name, version in versions.items()]
        return {"kind": "APIGroupList", "apiVersion": "v1", "groups": listed}
    for root in ROOTS:
        kinds = {plural: kind for plural, (kind, version) in KINDS.items() if version == root}
        version = root.split("/", 2)[2]
        group = version.rpartition("/")[0]
        if path == root:
            resources = [{"name": plural, "singularName": kind.lower(), "namespaced": True, "kind": kind, "verbs": VERBS} for plural, kind in kinds.items()]
            return {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": version, "resources": resources}
        if path == f"/openapi/v3{root}":
            # All that kubectl looks for: whether the server itself refuses fields that it doesn't know.
            patch = {"parameters": [{"name": "fieldValidation", "in": "query", "schema": {"type": "string"}}], "responses": {}}
            return {"openapi": "3.0.0", "info": {"title": "judged", "version": "1"}, "paths": {
                f"{root}/namespaces/{{namespace}}/{plural}/{{name}}": {"patch": patch | {"x-kubernetes-group-version-kind": {"group": group, "version": "v1", "kind": kind}}}
                for plural, kind in kinds.items()
            }}  # fmt: skip
    if path == "/openapi/v3":
        return {"paths": {root: {"serverRelativeURL": f"/openapi/v3/{root}"} for root in (root.lstrip("/") for root in ROOTS)}}
    if path == "/version":
        return {"major": "1", "minor": "32", "gitVersion": "v1.32.0"}
    return None
