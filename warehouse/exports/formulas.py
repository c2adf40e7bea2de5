"""What a spreadsheet would run as a formula, and how text is kept from it."""

# What a spreadsheet may take for the beginning of a formula, once it has dropped the quotes around a cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What spreadsheets themselves put before text that is to stay text.
APOSTROPHE = "'"


def guarded(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet might take it for a formula."""
    return APOSTROPHE + text if text.startswith(FORMULA_STARTS) else text
