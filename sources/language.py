"""Which language a text is in, offline: the extractor reads English only."""

import unicodedata
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Below this many letters a list of names looks like any language.
MINIMAL_LETTERS = 60

# How much likelier (in log likelihood) another language has to be than English. Measured: English news full
# of foreign names stays below 30, a sentence of 100 letters in another language begins at 130.
MARGIN = 60.0

_SAMPLE_CHARACTERS = 1500
_SCRIPT_LETTERS = 200

# The languages of news agencies. The model knows a hundred more, mostly small ones, that short English
# texts full of names are taken for.
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


# The scripts of these languages, by the first word of their letters' Unicode names: of others the model
# knows nothing, and guesses.
_MODEL_SCRIPTS = frozenset(
    "LATIN ARABIC BENGALI CJK CYRILLIC DEVANAGARI GEORGIAN GREEK HANGUL HEBREW HIRAGANA KATAKANA TAMIL THAI".split()
)


def is_english(text: str) -> bool:
    """True unless `text` is clearly in another language or another script."""
    return other_language(text) is None


def other_language(text: str) -> str | None:
    """The name of the language that `text` is clearly in, None for English and where it cannot be told.

    A text of fewer than MINIMAL_LETTERS letters is taken as English unless most of them are of another
    script; then that script's name is given ("Cyrillic script").
    """
    sample = text[:_SAMPLE_CHARACTERS]
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return None
    script = _script(letters[:_SCRIPT_LETTERS])
    if len(letters) >= MINIMAL_LETTERS and script in _MODEL_SCRIPTS:
        ranked = _identifier().rank(sample)
        best, likelihood = ranked[0]
        if likelihood - dict(ranked)["en"] >= MARGIN:
            return _NAMES[best]
    return None if script == "LATIN" else f"{script.capitalize()} script"


def _script(letters: list[str]) -> str:
    """The script of most letters, by the first word of their Unicode names ("LATIN", "CJK")."""
    if all(map(str.isascii, letters)):  # nearly always, and a third of the time of reading an article that is known
        return "LATIN"
    scripts = Counter(unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters)
    return scripts.most_common(1)[0][0]


@cache
def _identifier() -> LanguageIdentifier:
    """The model: 5 MB, loaded in a second when the first text needs it."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_NAMES)
    return identifier
