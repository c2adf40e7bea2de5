"""English news is taken, however many foreign names it holds; other languages are named."""

import json
from pathlib import Path

import pytest

from sources.language import is_english, other_language

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("German", "Der Minister ist am Mittwoch in Peking eingetroffen, um über den Handel zu sprechen."),
        ("French", "Le ministre est arrivé mercredi à Pékin pour rencontrer son homologue et parler du commerce."),
        ("Spanish", "El ministro llegó el miércoles a Pekín para reunirse con su homólogo y hablar de comercio."),
        ("Portuguese", "O ministro chegou na quarta-feira a Pequim para se reunir com o seu homólogo chinês."),
        ("Indonesian", "Menteri luar negeri tiba di Beijing pada hari Rabu dan membahas perdagangan dengan Tiongkok."),
        ("Swahili", "Waziri wa mambo ya nje aliwasili Beijing siku ya Jumatano kukutana na mwenzake wa China."),
        ("Arabic", "وصل وزير الخارجية يوم الأربعاء إلى بكين للقاء نظيره الصيني والحديث عن التجارة بين البلدين."),
        ("Chinese", "外交部长周三抵达北京,与中国外长会面,讨论贸易问题。" * 4),
        ("Hangul script", "외교부 장관이 베이징에 도착했다."),
        ("Ethiopic script", "የውጭ ጉዳይ ሚኒስትሩ ረቡዕ ዕለት ቤጂንግ ገቡ።" * 4),
    ],
)
def test_another_language_is_named(language: str, text: str) -> None:
    assert other_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Yang di-Pertuan Agong (King of Malaysia) Muhammad V of Kelantan unexpectedly resigns.",
        "Islamist terrorist group Al-Shabaab seizes Hudur, Somalia.",
        "Kivu conflict, Ituri conflict, Allied Democratic Forces insurgency",
        "Wang Yi, Qin Gang, Li Qiang, He Lifeng, Xie Zhenhua, Han Zheng and Xi Jinping met Antony Blinken.",
        "Talks in Łódź",
        "2023",
        "",
    ],
)
def test_short_english_full_of_foreign_names_is_taken(text: str) -> None:
    assert is_english(text)


def test_the_annotated_articles_are_all_taken_as_english() -> None:
    files = sorted(SHARED.glob("gold/dev*.articles.jsonl"))
    if not files:
        pytest.skip("the annotated articles are not beside the checkout")
    texts = [json.loads(line)["text"] for file in files for line in file.open(encoding="utf-8")]
    assert [text for text in texts if not is_english(text)] == []


def test_news_summaries_are_falsely_refused_less_than_once_in_a_thousand() -> None:
    corpus = SHARED / "corpora" / "wcep.parquet"
    if not corpus.exists():
        pytest.skip("the corpus is not beside the checkout")
    parquet = pytest.importorskip("pyarrow.parquet")
    texts = parquet.read_table(corpus, columns=["text"])["text"].to_pylist()[::60]
    assert len(texts) >= 2000
    assert sum(not is_english(text) for text in texts) < len(texts) / 1000
