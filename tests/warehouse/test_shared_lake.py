"""A lake on S3-compatible storage, against a real server of that kind: machines exchange whole packages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from diplomacy import MONDAY, TUESDAY, WEDNESDAY, article, put, put_articles

from schemas.errors import WrongConfiguration
from schemas.load import PackageKind
from tests.storage import bucket_address, storage
from warehouse.compaction import compact
from warehouse.home import Home
from warehouse.loader import load_pending
from warehouse.packages import package_folder, packages
from warehouse.publish import publish
from warehouse.rebuild import rebuild
from warehouse.shared_lake import SharedLake, exchange

Digests = Callable[[Home], dict[str, str]]
LATER = MONDAY.replace(year=2024)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with storage() as address:
        yield address


@pytest.fixture
def address(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The address of an empty shared lake."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    bucket = f"bucket{abs(hash(request.node.name)) % 10**9}"
    return bucket_address(server, bucket)


def _home(path: Path, *names: str) -> Home:
    home = Home.open(path)
    for name in names:
        put(home, [article(name)])
    return home


def test_two_machines_end_with_the_same_packages_and_the_same_exports(
    address: str, tmp_path: Path, digests: Digests
) -> None:
    one, other = _home(tmp_path / "one", "a", "b"), _home(tmp_path / "other", "c")
    assert SharedLake(address).exchange(one).sent == 4
    arrived = SharedLake(address).exchange(other)
    assert (arrived.brought, arrived.sent) == (4, 2)
    assert SharedLake(address).exchange(one).brought == 2
    for home in (one, other):
        assert len(load_pending(home, TUESDAY).loaded) == 6
        publish(home, TUESDAY)
    assert digests(one) == digests(other)


def test_what_is_exchanged_already_moves_no_more(address: str, tmp_path: Path) -> None:
    home = _home(tmp_path / "home", "a")
    SharedLake(address).exchange(home)
    again = SharedLake(address).exchange(home)
    assert (again.brought, again.sent) == (0, 0)


def test_a_machine_that_has_nothing_rebuilds_all_from_the_shared_lake(
    address: str, tmp_path: Path, digests: Digests
) -> None:
    home = _home(tmp_path / "home", "a", "b", "c")
    load_pending(home, TUESDAY)
    publish(home, TUESDAY)
    SharedLake(address).exchange(home)
    fresh = Home.open(tmp_path / "fresh")
    SharedLake(address).exchange(fresh)
    rebuild(fresh, WEDNESDAY)
    publish(fresh, WEDNESDAY)
    assert digests(fresh) == digests(home)


def test_a_package_without_its_manifest_is_not_there_yet(address: str, tmp_path: Path) -> None:
    home = _home(tmp_path / "home", "a")
    lake = SharedLake(address)
    lake.exchange(home)
    (load,) = packages(home, PackageKind.RECORDS)
    lake._files.delete_file(f"{lake._folder(load.kind, load.load_id)}/package.json")
    fresh = Home.open(tmp_path / "fresh")
    assert lake.exchange(fresh).brought == 1
    assert packages(fresh, PackageKind.RECORDS) == []


def test_a_package_that_does_not_arrive_as_written_is_refused(address: str, tmp_path: Path) -> None:
    home = _home(tmp_path / "home", "a")
    lake = SharedLake(address)
    lake.exchange(home)
    (load,) = packages(home, PackageKind.ARTICLES)
    with lake._files.open_output_stream(f"{lake._folder(load.kind, load.load_id)}/articles.parquet") as stream:
        stream.write(b"something else")
    fresh = Home.open(tmp_path / "fresh")
    told = lake.exchange(fresh)
    assert told.brought == 1, "the others arrive"
    assert told.damaged == (f"{lake._folder(load.kind, load.load_id)} in the shared lake is not what was written",)
    assert packages(fresh, PackageKind.ARTICLES) == []


@pytest.mark.parametrize(
    "manifest",
    [b"{", b"[]", b'{"load_id": "x", "kind": "articles", "written": "2024-01-01T00:00:00Z", "schema_version": 3, '
     b'"rows": {"../../../out.parquet": 1}, "sha256": {"../../../out.parquet": "00"}}'],
)  # fmt: skip
def test_a_manifest_that_is_none_is_told_and_hides_no_other(address: str, tmp_path: Path, manifest: bytes) -> None:
    lake = SharedLake(address)
    lake.exchange(_home(tmp_path / "home", "a"))
    lake._files.create_dir(f"{lake._root}/articles/load=x", recursive=True)
    with lake._files.open_output_stream(f"{lake._root}/articles/load=x/package.json") as stream:
        stream.write(manifest)
    told = lake.exchange(Home.open(tmp_path / "fresh"))
    assert told.brought == 2
    assert "articles/load=x/package.json in the shared lake is no manifest" in told.damaged[0]
    assert list(tmp_path.glob("**/out.parquet")) == []


def test_a_compacted_package_that_is_damaged_here_takes_nothing_away_there(address: str, tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    for number in range(10):
        put(home, [article(f"on-{number}")])
    SharedLake(address).exchange(home)
    load_pending(home, TUESDAY)
    compact(home, LATER)
    for path in home.lake.glob("*/load=compact-*/*.parquet"):
        path.write_bytes(b"short")
    told = SharedLake(address).exchange(home)
    assert (told.sent, len(told.damaged)) == (0, 2)
    assert SharedLake(address).exchange(Home.open(tmp_path / "fresh")).brought == 20


def test_what_is_damaged_here_is_not_sent(address: str, tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    load = put_articles(home, [article("a")])
    (package_folder(home, load.kind, load.load_id) / "articles.parquet").write_bytes(b"short")
    SharedLake(address).exchange(home)
    assert SharedLake(address).exchange(Home.open(tmp_path / "fresh")).brought == 0


def test_compacted_packages_replace_their_parts_everywhere(address: str, tmp_path: Path, digests: Digests) -> None:
    one = Home.open(tmp_path / "one")
    for number in range(10):
        put(one, [article(f"on-{number}")])
    other = Home.open(tmp_path / "other")
    SharedLake(address).exchange(one)
    SharedLake(address).exchange(other)
    for home in (one, other):
        load_pending(home, TUESDAY)
        publish(home, TUESDAY)
    compact(one, LATER)
    SharedLake(address).exchange(one)
    SharedLake(address).exchange(other)
    load_pending(other, LATER)
    compact(other, LATER)
    assert len(packages(one)) == len(packages(other)) == 2
    publish(other, LATER)
    assert digests(other) == digests(one)
    assert SharedLake(address).exchange(Home.open(tmp_path / "third")).brought == 2


def test_the_environment_names_the_lake_or_there_is_none(address: str, tmp_path: Path) -> None:
    home = _home(tmp_path / "home", "a")
    assert exchange(home, {}).sent == 0
    assert exchange(home, {"CHANCERY_LAKE": address}).sent == 2


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("s3://KEY:hush@bucket/lake", "has keys in it: s3://…@bucket/lake"),
        ("s3://bucket/lake?secret_key=hush", "has keys in it: s3://bucket/lake?secret_key=…"),
        ("bucket/lake", "is no address of a lake"),
        ("gopher://bucket/lake", "is no address of a lake"),
    ],
)
def test_a_wrong_address_is_refused_and_no_key_is_told(address: str, told: str) -> None:
    with pytest.raises(WrongConfiguration) as caught:
        SharedLake(address)
    assert told in caught.value.message
    assert "hush" not in caught.value.message + caught.value.remedy


def test_storage_that_does_not_answer_is_told_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    lake = SharedLake("s3://bucket/lake?endpoint_override=127.0.0.1:9&scheme=http&region=us-east-1")
    with pytest.raises(WrongConfiguration, match="does not answer as it should") as caught:
        lake.exchange(_home(tmp_path / "home", "a"))
    assert "hush" not in caught.value.message
