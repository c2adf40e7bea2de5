"""Where articles come from: files, folders and standard input, one module a format.

`sources.read.read` gives the articles and a reject for every input that is none (docs/sources.md).
"""
