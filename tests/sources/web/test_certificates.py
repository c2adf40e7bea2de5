"""https: the name in the address is what the certificate is checked against, though the connection goes to a number."""

import http.server
import ssl
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sources.web.access import WebAccess
from sources.web.failures import Failure, FetchFailed
from sources.web.fetching import Fetcher
from sources.web.limits import Clock
from sources.web.pace import Pace


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.test, signed by itself, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "news.pem"
    plain = serialization.NoEncryption()
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path.write_bytes(certificate.public_bytes(encoding) + key.private_bytes(encoding, form, plain))
    return path


@pytest.fixture(scope="module")
def port(certificate: Path) -> Iterator[int]:
    """Where a server speaks https with that certificate."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "1")
            self.end_headers()
            self.wfile.write(b"a")

        def log_message(self, *_: object) -> None:
            """Nothing on standard error."""

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Clients that refuse the certificate are what is tested."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = Server(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def fetcher() -> Fetcher:
    def here(host: str, port: int, seconds: float) -> Sequence[str]:
        return ["127.0.0.1"]

    return Fetcher(WebAccess(allow_loopback=True), Pace(Clock(sleep=lambda _: None)), resolve=here)


def test_a_certificate_that_the_system_trusts_is_taken_for_its_name(
    port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetcher().fetch(f"https://news.test:{port}/").body == b"a"
    with pytest.raises(FetchFailed, match="Hostname mismatch"):
        fetcher().fetch(f"https://other.test:{port}/")


def test_a_certificate_that_nobody_trusts_is_refused(port: int) -> None:
    with pytest.raises(FetchFailed, match="self-signed certificate") as raised:
        fetcher().fetch(f"https://news.test:{port}/")
    assert raised.value.failure is Failure.NO_ANSWER
