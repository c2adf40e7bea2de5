"""docs/ as a site (`make docs-site`): all pages are in it, links lead somewhere, nothing is asked of another host."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

PROJECT = Path(__file__).parents[2]
SETTINGS: dict[str, Any] = yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
NAVIGATION = [page for group in SETTINGS["nav"] for pages in group.values() for each in pages for page in each.values()]
OUTSIDE = re.compile(r"(?:https?:)?//")
OUTSIDE_IN_STYLE = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^)\"';]*")
needs_mkdocs = pytest.mark.skipif(
    importlib.util.find_spec("mkdocs") is None, reason="MkDocs is not installed (requirements/dev.txt)"
)


def build(project: Path, to: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(project / "mkdocs.yml"), "-d", str(to)],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs-site")
    done = build(PROJECT, folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_in_the_navigation_once() -> None:
    pages = ["index.md", *(page.name for page in (PROJECT / "docs").glob("*.md"))]
    assert sorted(NAVIGATION) == sorted(pages), "give the page a line under `nav` in mkdocs.yml"


@needs_mkdocs
@pytest.mark.slow
def test_every_page_of_the_navigation_is_there(site: Path) -> None:
    assert [page for page in NAVIGATION if not (site / page).with_suffix(".html").is_file()] == []


@needs_mkdocs
@pytest.mark.slow
def test_nothing_is_asked_of_another_host(site: Path) -> None:
    """No script, style, font, picture or frame; links that a reader may follow are another thing."""
    asked = []
    for page in site.glob("**/*.html"):
        document = lxml.html.parse(page)
        asked += [
            url for url in document.xpath("//@src | //@srcset | //link/@href | //object/@data") if OUTSIDE.match(url)
        ]
        asked += [
            match for style in document.xpath("//style/text() | //@style") for match in OUTSIDE_IN_STYLE.findall(style)
        ]
        asked += document.xpath("//*[contains(@class, 'mermaid')]")  # for diagrams, the theme fetches a script
    for style in site.glob("**/*.css"):
        asked += OUTSIDE_IN_STYLE.findall(style.read_text(encoding="utf-8"))
    assert list(site.glob("**/*.css")), "the styles are in the site"
    assert asked == []


@needs_mkdocs
@pytest.mark.slow
def test_the_readme_is_the_first_page_and_names_what_is_not_in_the_site(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    assert '<a href="running.html">docs/running.md</a>' in page
    assert 'src="pictures/start.png"' in page
    assert "<code>seeds/README.md</code>" in page
    assert 'href="seeds/' not in page


@needs_mkdocs
@pytest.mark.slow
@pytest.mark.parametrize("link", ["gone.md", "sources.md#no-such-heading", "../gone.yaml"])
def test_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path, link: str) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT / "docs", project / "docs")
    for name in ("mkdocs.yml", "README.md"):
        shutil.copy(PROJECT / name, project)
    with (project / "docs" / "dates.md").open("a", encoding="utf-8") as page:
        page.write(f"\n[Somewhere]({link})\n")
    done = build(project, tmp_path / "site")
    assert done.returncode != 0
    assert [line for line in done.stderr.splitlines() if "dates.md" in line and link.removeprefix("../") in line]
