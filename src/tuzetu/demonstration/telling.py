"""A story as written down: the finding's texts, and the turns it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HEADS = {
    "office": "office_head",
    "institution": "rector",
    "folk": "dean_folk",
    "instrumental": "dean_instr",
    "education": "dean_edu",
    "musicology_faculty": "dean_music",
    "dombyra": "head_dombyra",
    "art_management": "head_art",
}
"""Units whose head is not called after them."""

EXTERNAL_AUDIT = "21.5"
CONSUMERS = "21.1"
METHODS = {"21.1": "29.7", "21.2": "29.1", "21.3": "29.1", "21.4": "29.3", "21.5": "na"}


class Turns:
    """The turns of a story: plain ones, and ones with a value after a colon."""

    def __init__(self, options: Sequence[str]) -> None:
        self.told = {name: value for name, _colon, value in (one.partition(":") for one in options)}

    def __contains__(self, name: str) -> bool:
        return name in self.told

    @property
    def ends_observed(self) -> bool:
        """Whether nobody gives the final verdict: the fault came back, or the office has yet to."""
        return not {"recurred", "observed"}.isdisjoint(self.told)

    def value(self, name: str) -> str | None:
        """What stands after the colon."""
        return self.told.get(name)

    @property
    def ends_early(self) -> bool:
        """Whether the office takes a third way."""
        return not {"rejected", "merged", "void"}.isdisjoint(self.told)

    @property
    def stops_at_planning(self) -> bool:
        """Whether the plan never runs in this story."""
        return not {"planning", "submitted"}.isdisjoint(self.told)

    @property
    def unmet(self) -> str:
        """How far the criteria were missed."""
        return "no" if "ineffective" in self.told else "partly" if "further" in self.told else ""

    @property
    def audited(self) -> bool:
        """Whether the verdict is the auditor's, as auditor or as a named substitute."""
        return not {"audit", "substitute"}.isdisjoint(self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The texts of one story."""

    id: str
    ago: int
    unit: str
    reporter: str
    requirement: str
    process: str
    text: str
    source: str
    area: str
    detected_by: str
    cause: str = ""
    root: str = ""
    action1: str = ""
    executor1: str = ""
    action2: str = ""
    executor2: str = ""
    measure: str = ""
    value_now: str = ""
    target: str = ""
    data_source: str = ""
    correction: str = ""
    options: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, Any], finding: Mapping[str, str]) -> "Told":
        """A row of the stories with its finding."""
        options = tuple(row["options"])
        source = "21.3" if "audit" in options else finding["clause_21"]
        return cls(
            **{**row, "options": options},
            text=finding["text_kk"],
            source=source,
            area=finding["area_kk"][:1].upper() + finding["area_kk"][1:],
            detected_by=finding["detected_by_kk"],
        )

    @property
    def head(self) -> str:
        """The head of the owning unit."""
        return HEADS.get(self.unit, f"head_{self.unit}")

    @property
    def title(self) -> str:
        """What the letter is about."""
        return f"{self.area}: {self.requirement}"

    @property
    def evidence(self) -> str:
        """What shows it."""
        return f"{self.detected_by}, акт"

    @property
    def document(self) -> str:
        """The document behind the source, where one is needed."""
        return (
            f"{self.detected_by}, № {self.id[1:]}"
            if self.source in {CONSUMERS, EXTERNAL_AUDIT}
            else ""
        )

    @property
    def method(self) -> str:
        """How it was detected."""
        return METHODS[self.source]

    @property
    def significance(self) -> str:
        """Its class."""
        return "significant" if self.source == EXTERNAL_AUDIT else "minor"

    def findings(self, turns: Turns) -> dict[str, Any]:
        """What the analysis holds besides the causes."""
        needed = "noaction" not in turns
        reason = (
            "Себеп жойылмаса, қайталанады" if needed else "Контингент бекітілген жоспармен өседі"
        )
        return {
            "methods": ["40.1"],
            "method_evidence": "Құжаттар мен жазбалар салыстырылды, қызметкерлермен сөйлесілді",
            "information": ["22.1"],
            "significance": "Білім беру қызметінің сапасына тікелей әсер етеді",
            "influence": "high" if self.source == EXTERNAL_AUDIT else "middle",
            "possible_consequences": "Қайта тексеру, аккредиттеу ескертуі",
            "cost": (self.ago * 1000) % 250000,
            "similar": "possible",
            "similar_note": "Басқа бөлімшелерде тексеру ұсынылды",
            "action_needed": needed,
            "need_reason": reason,
        }
