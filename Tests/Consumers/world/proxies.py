"""Networks that fail: a line that stops after some bytes, and a way to an S3 store that does what a rule says."""

import contextlib
import http.client
import http.server
import socket
import ssl
import struct
import threading
import time


class Line:
    """A TCP port before another one. After `limit` bytes of the server it calls `then` once, and goes on if that returns."""

    def __init__(self, port, limit=None, then=None):
        self.target, self.limit, self.then, self.open = port, limit, then, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", self.target))
                self.open += [client, server]
                threading.Thread(target=self.pump, args=(client, server, False), daemon=True).start()
                threading.Thread(target=self.pump, args=(server, client, True), daemon=True).start()

    def pump(self, source, target, from_server):
        with contextlib.suppress(OSError):
            while data := source.recv(8192):
                target.sendall(data)
                if from_server and self.limit is not None:
                    self.limit -= len(data)
                    if self.limit < 0:
                        self.limit = None
                        self.then()
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def cut(self):
        """Ends every connection as a router does that has forgotten it."""
        for end in self.open:
            reset(end)

    def close(self):
        self.listener.close()
        self.cut()


def reset(end):
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # Whoever waits for bytes would keep it open.
        end.shutdown(socket.SHUT_RDWR)
        end.close()


class Store:
    """A way to the store at a port; `rule(method, path)` names what goes wrong with a request, or nothing.

    `500`, `403` and other numbers answer so; `reset` and `hang` don't answer; `trickle` answers slowly; `truncate` keeps
    half of what is sent, or answers with half; `flip` changes a byte of the answer; `lie` takes what is sent and keeps nothing.
    """

    def __init__(self, port, certificate=None):
        self.target, self.rule, self.met = port, None, 0
        store = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def handle_any(self):
                store.handle(self)

            do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = handle_any

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_):
                """Clients go away, above all those that are killed."""

            def shutdown_request(self, request):
                # A client may take the end of a connection without TLS's own farewell for an attack.
                with contextlib.suppress(OSError, AttributeError, ValueError):
                    request.settimeout(1)
                    request.unwrap()
                super().shutdown_request(request)

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    @contextlib.contextmanager
    def failing(self, rule):
        """The store while it fails by a rule, which at least one request has to meet."""
        self.rule, self.met = rule, 0
        try:
            yield
        finally:
            self.rule = None
        assert self.met, "no request met the fault"

    def handle(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        fault = self.rule and self.rule(request.command, request.path)
        self.met += bool(fault)
        if fault == "reset":
            request.close_connection = True
            return reset(request.connection)
        if fault == "hang":
            request.close_connection = True
            while self.rule:
                time.sleep(0.2)
            return reset(request.connection)
        if isinstance(fault, int):
            name = {403: "AccessDenied", 503: "SlowDown"}.get(fault, "InternalError")
            text = f"<Error><Code>{name}</Code><Message>as the test wants</Message></Error>".encode()
            return self.answer(request, fault, [("Content-Type", "application/xml")], text)
        sent = body[: len(body) // 2] if fault == "truncate" and body else body
        if fault == "lie":
            return self.answer(request, 200, [("ETag", '"d41d8cd98f00b204e9800998ecf8427e"')], b"")
        answer, content = self.forward(request, sent)
        headers = [(key, value) for key, value in answer.getheaders() if key.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server")]
        if fault == "flip" and content:
            middle = len(content) // 2
            content = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        whole = len(content) if request.command != "HEAD" else int(answer.getheader("Content-Length") or 0)
        if fault == "truncate" and not body:
            content = content[: len(content) // 2]
            request.close_connection = True
        self.answer(request, answer.status, headers, content, whole, slow=fault == "trickle")

    def forward(self, request, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.target, timeout=120)
        headers = {key: value for key, value in request.headers.items() if key.lower() not in ("connection", "expect", "content-length")}
        if body or request.command in ("PUT", "POST"):
            headers["Content-Length"] = str(len(body))
        connection.request(request.command, request.path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    @staticmethod
    def answer(request, status, headers, content, length=None, slow=False):
        request.send_response(status)
        for key, value in headers:
            request.send_header(key, value)
        request.send_header("Content-Length", str(len(content) if length is None else length))
        request.end_headers()
        if request.command == "HEAD":
            return
        step = max(len(content) // 20, 1)
        for start in range(0, len(content), step):
            request.wfile.write(content[start : start + step])
            request.wfile.flush()
            if slow:
                time.sleep(0.1)
