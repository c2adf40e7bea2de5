"""What goes into the lake: articles, what was extracted from them, what was rejected, and the reference."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

import pyarrow as pa

from schemas.arrow import arrow_table
from schemas.article import Article
from schemas.extraction import Extraction
from schemas.load import Load, PackageKind
from schemas.office import OfficeHolding
from schemas.records import ArticleRecords, Record
from schemas.reject import Reject
from schemas.signature import Signature
from warehouse.home import Home
from warehouse.packages import write_package


def write_articles(
    home: Home, articles: Sequence[Article], now: datetime, signatures: Sequence[Signature] = ()
) -> Load:
    """One package of articles, with the signatures that there are of them. The same articles of the same moment make
    the same package: writing them twice changes nothing."""
    table = arrow_table(Article, articles)
    table = table.append_column("content_hash", _strings(article.content_hash for article in articles))
    load_id = _load_id(_sighting(article) for article in articles)
    tables = {"articles": table}
    if signatures:
        tables["signatures"] = arrow_table(Signature, signatures)
    return write_package(home, PackageKind.ARTICLES, load_id, tables, now)


def write_records(home: Home, extracted: Sequence[ArticleRecords], now: datetime) -> Load:
    """One package of records, with one row for each article read (records or none)."""
    extractions = [
        Extraction(
            article_id=each.article.article_id,
            content_hash=each.article.content_hash,
            extractor=each.extractor,
            record_count=len(each.records),
        )
        for each in extracted
    ]
    records = [record for each in extracted for record in each.records]
    owners = [each for each in extracted for _ in each.records]
    table = arrow_table(Record, records)
    table = table.append_column("content_hash", _strings(each.article.content_hash for each in owners))
    table = table.append_column("extractor", _strings(each.extractor for each in owners))
    load_id = _load_id(f"{e.article_id}:{e.content_hash}:{e.extractor}" for e in extractions)
    tables = {"records": table, "extractions": arrow_table(Extraction, extractions)}
    return write_package(home, PackageKind.RECORDS, load_id, tables, now)


def write_rejects(home: Home, rejects: Sequence[Reject], now: datetime) -> Load:
    """One package of rejects."""
    load_id = _load_id(reject.reject_id for reject in rejects)
    return write_package(home, PackageKind.REJECTS, load_id, {"rejects": arrow_table(Reject, rejects)}, now)


def write_offices(home: Home, holdings: Sequence[OfficeHolding], now: datetime) -> Load:
    """One package of the reference: who held which office. A row that comes back is seen anew."""
    ids = [holding.holding_id for holding in holdings]
    table = arrow_table(OfficeHolding, holdings).append_column("holding_id", _strings(ids))
    return write_package(
        home, PackageKind.REFERENCE, _load_id([*sorted(ids), now.isoformat()]), {"offices": table}, now
    )


def _sighting(article: Article) -> str:
    """The version, and the moment at which its source had it: a text that comes back is seen anew."""
    moment = article.updated or article.fetched
    version = f"{article.article_id}:{article.content_hash}"
    return f"{version}:{moment.isoformat()}" if moment else version


def _strings(values: Iterable[str]) -> pa.Array:
    """A column of strings, also where there are none: left to guess, Arrow makes an empty one of type null."""
    return pa.array(list(values), pa.string())


def _load_id(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\n")
    return digest.hexdigest()[:24]
