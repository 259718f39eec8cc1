"""The load stops by itself and counts what was not 200."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from bench.load import measure


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"x" * 10
        self.send_response(200 if self.path == "/good" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Silence."""


class _Server(HTTPServer):
    daemon_threads = True

    def process_request(self, request: object, client_address: object) -> None:
        threading.Thread(
            target=self.process_request_thread, args=(request, client_address), daemon=True
        ).start()

    def process_request_thread(self, request: object, client_address: object) -> None:
        self.finish_request(request, client_address)  # type: ignore[arg-type]


def test_load_tells_good_answers_from_others() -> None:
    server = _Server(("127.0.0.1", 0), _Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        good = measure(server.server_port, "/good", seconds=0.3)
        bad = measure(server.server_port, "/bad", seconds=0.3)
    finally:
        server.shutdown()
    assert good.per_second > 0
    assert good.failures == 0
    assert (bad.per_second, bad.failures > 0) == (0.0, True)
