"""What `mkdocs.yml` cannot say: the README is the first page, and links into the repository become the names of files.

The pages are written to be read in the repository, where a link may lead to any file. In the site only pages, pictures
and schemas are there; MkDocs itself warns of a link that leads nowhere at all, since such a one is left as it is.
"""

import os
import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

FIRST_PAGE = "index.md"
LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]+)\]\((?!https?:|#)(?P<target>[^)#\s]+)(?P<anchor>#[^)\s]+)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the README as the first page."""
    readme = (_project(config) / "README.md").read_text(encoding="utf-8")
    files.append(File.generated(config, FIRST_PAGE, content=readme))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with its links as they lead within the site.

    Args:
        markdown: the page as it is in the repository; links count from its place there.
        page: whose it is.
        config: tells where the project is.
        files: what the site has.
    """
    project = _project(config)
    docs = os.path.relpath(config.docs_dir, project)
    place = "" if page.file.src_uri == FIRST_PAGE else posixpath.join(docs, posixpath.dirname(page.file.src_uri))

    def within_site(link: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(place, link["target"]))
        in_site = FIRST_PAGE if path == "README.md" else posixpath.relpath(path, docs)
        if files.get_file_from_path(in_site):
            target = posixpath.relpath(in_site, posixpath.dirname(page.file.src_uri) or ".")
            return f"{link['picture']}[{link['text']}]({target}{link['anchor'] or ''})"
        return _named(link["text"], path) if (project / path).exists() else link[0]

    return LINK.sub(within_site, markdown)


def _named(text: str, path: str) -> str:
    """The text of a link and the file that it led to, once."""
    name = text.strip("`").rstrip("/")
    return f"`{path}`" if path.startswith(name) or path.endswith(name) else f"{text} (`{path}`)"


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
