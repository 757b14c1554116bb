"""Texts that people would call alike, and many others among which they are looked for.

The paraphrases and the distractors are written for this purpose; the findings are forty real ones
told in Kazakh and in Russian.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

HERE = Path(__file__).parent
DISTRACTORS = 2400

KAZAKH = (
    (
        *("Фортепиано кафедрасында", "Хор дирижерлау кафедрасында", "Музыкатану факультетінде"),
        *("Кадр бөлімінде", "Бухгалтерияда", "Халықаралық бөлімде", "Тіркеу офисінде"),
        *("Опера студиясында", "Спорт кешенінде", "Мұражайда", "Колледж бөлімінде"),
        *("Академиялық мәселелер бөлімінде", "Баспа орталығында", "Симфониялық оркестрде"),
    ),
    (
        *(
            "жылдық есеп",
            "қонақ кітабы",
            "іссапар бұйрығы",
            "гастроль жоспары",
            "дресс-код ережесі",
        ),
        *("кеңсе тауарларына өтінім", "еңбек демалысының кестесі", "сынақ тапсырмалары"),
        *("оқу залының жиһазы", "аспап жөндеу шеберханасы", "байқау ережесі", "жазғы мектеп"),
        *("кураторлар жоспары", "лифт", "киім ілетін орын", "студенттік билеттер", "проектор"),
        *("үзіліс уақыты", "мерейтой шығындары", "бейнежазба қоры", "сахна киімдері"),
    ),
    (
        *("мерзімінде дайындалмаған", "жоспарға сай емес", "бекітілмей қолданылған"),
        *("журналға тіркелмеген", "бұрынғы үлгімен толтырылған", "тексеріссіз қалған"),
        *("жауапты тұлғасыз қалған", "екі рет кейінге шегерілген", "дұрыс рәсімделмеген"),
        *("басшыға көрсетілмеген", "ескірген", "жетіспейді", "қолданыстан шығып қалған"),
    ),
    (
        *("ішкі тексеру кезінде анықталды", "қызметкер хабарлады", "студенттер жазды"),
        *("аудитор байқаған", "тоқсан қорытындысында белгілі болды", "алғаш рет кездесіп отыр"),
        *("бұрын да болған", "талап орындалмаған", "түсіндірме берілмеді"),
    ),
)
RUSSIAN = (
    (
        *("На кафедре фортепиано", "На кафедре хорового дирижирования", "В отделе кадров"),
        *("На факультете музыковедения", "В бухгалтерии", "В международном отделе", "В музее"),
        *("В офисе регистратора", "В оперной студии", "В спортивном комплексе", "В колледже"),
        *("В академическом отделе", "В издательском центре", "В симфоническом оркестре"),
    ),
    (
        *("годовой отчёт", "книга отзывов гостей", "приказ о командировке", "план гастролей"),
        *("заявка на канцтовары", "график отпусков", "задания к зачёту", "положение о конкурсе"),
        *("мебель читального зала", "мастерская по ремонту инструментов", "летняя школа"),
        *("план кураторов", "лифт", "гардероб", "студенческие билеты", "проектор", "перемена"),
        *("смета юбилея", "фонд видеозаписей", "сценические костюмы", "дежурство на вахте"),
    ),
    (
        *("не готов к сроку", "не соответствует плану", "применяется без утверждения"),
        *("не внесён в журнал", "оформлен по прежнему образцу", "остался без проверки"),
        *("остался без ответственного", "дважды переносился", "оформлен неверно"),
        *("не показан руководителю", "устарел", "недостаточен", "вышел из употребления"),
    ),
    (
        *("выявлено при внутренней проверке", "сообщил сотрудник", "написали студенты"),
        *("заметил аудитор", "стало известно по итогам квартала", "встречается впервые"),
        *("бывало и раньше", "требование не выполнено", "объяснения не даны"),
    ),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A text, and the one that should be found for it."""

    asked: int
    wanted: int
    kind: str


def paraphrases(name: str) -> list[tuple[str, str, str]]:
    """Group, language and text of every paraphrase."""
    with (HERE / name).open(encoding="utf-8", newline="") as source:
        return [(row["group"], row["language"], row["text"]) for row in csv.DictReader(source)]


def findings() -> list[tuple[str, str]]:
    """The findings, Kazakh and Russian."""
    with (HERE / "findings.csv").open(encoding="utf-8", newline="") as source:
        return [(row["kk"], row["ru"]) for row in csv.DictReader(source)]


def distractors(count: int = DISTRACTORS) -> Iterator[str]:
    """Invented findings of the same trade, two Kazakh ones to one Russian."""
    chance = random.Random(2026)
    for number in range(count):
        where, what, fault, how = RUSSIAN if number % 3 == 0 else KAZAKH
        yield (
            f"{chance.choice(where)} {chance.choice(what)} {chance.choice(fault)}, "
            f"{chance.choice(how)}."
        )


def library(source: str = "paraphrases.csv") -> tuple[dict[int, str], list[Question]]:
    """All texts by number, and the questions about them."""
    texts: list[str] = []
    questions: list[Question] = []
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for group, language, text in paraphrases(source):
        groups[group].append((len(texts), language))
        texts.append(text)
    for members in groups.values():
        for (asked, one), (wanted, other) in permutations(members, 2):
            questions.append(Question(asked, wanted, _kind(one, other)))
    for kazakh, russian in findings():
        first = len(texts)
        texts += [kazakh, russian]
        questions += [
            Question(first, first + 1, "findings"),
            Question(first + 1, first, "findings"),
        ]
    texts += distractors()
    return dict(enumerate(texts)), questions


def _kind(one: str, other: str) -> str:
    if "mixed" in {one, other}:
        return "mixed"
    return "across" if one != other else one
