"""An office's own template: what is found against it before it is used."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import crc32

import pytest

from tests.paperwork.templates import (
    repacked,
    replaced,
    saying,
    tagged,
    with_paragraph,
)
from tuzetu.paperwork.annex1 import Annex1
from tuzetu.paperwork.annex2 import Annex2
from tuzetu.paperwork.annex3 import Annex3
from tuzetu.paperwork.docx import standard_template
from tuzetu.paperwork.docx_check import SENTENCES, Fault, _trial, check_template
from tuzetu.paperwork.docx_package import honest
from tuzetu.paperwork.docx_trial import tried
from tuzetu.paperwork.plans_register import PlansRegister
from tuzetu.paperwork.sheets import Form, name_of

RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
)
RELATIONS = "word/_rels/document.xml.rels"
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
)


def codes(file: bytes, form: type[Form] = Annex1) -> list[str]:
    """The codes of the faults."""
    return [fault.code for fault in check_template(file, form=form)]


def trial(file: bytes, name: str = "annex1") -> list[tuple[str, str]]:
    """What filling a template with the sample shows, without a process of its own."""
    return list(tried(file, name))


def related(kind: str, target: str, mode: str = "") -> bytes:
    """The standard template with one more relation."""
    more = RELATION.format(kind=kind, target=target, mode=mode)
    return replaced(RELATIONS, "</Relationships>", more)


def instructed(*pieces: str) -> str:
    """A field whose code is spread over runs."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f"{BEGIN}{runs}{SEPARATE}{END}"


@pytest.mark.parametrize("form", [Annex1, Annex2, Annex3, PlansRegister])
def test_the_standard_template_has_no_fault(form: type[Form]) -> None:
    assert check_template(standard_template(name_of(form)), form=form) == []


def test_the_template_of_another_form_is_found_out() -> None:
    assert set(codes(standard_template("annex3"), Annex1)) == {"unknown"}


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04",
        standard_template("annex1")[:-200],
        replaced("word/document.xml", "<w:body>", "<w:tbl>"),
        replaced("word/document.xml", "?>", '?><!DOCTYPE a [<!ENTITY b "c">]>'),
        repacked(more={"../outside.xml": b"<a/>"}),
        repacked(
            lambda name, old: old if name != "word/document.xml" else old.decode().encode("utf-16")
        ),
    ],
    ids=["empty", "pdf", "cut", "truncated", "unsound", "doctype", "path", "utf-16"],
)
def test_what_is_no_sound_document_is_refused(file: bytes) -> None:
    assert codes(file) == ["not_docx"]


def test_a_damaged_part_is_refused() -> None:
    whole = standard_template("annex1")
    at = whole.index(b"word/document.xml") + 200

    assert codes(whole[:at] + b"\xff\xfe\xfd\xfc" + whole[at + 4 :]) == ["not_docx"]


def test_an_archive_that_swells_is_refused_before_it_is_unpacked() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<a/>")
        archive.writestr("word/document.xml", b"<a/>")
        archive.writestr("word/media/image1.png", bytes(60_000_000))

    assert codes(file.getvalue()) == ["bomb"]
    assert codes(repacked(more={"word/big.xml": b"<a>" + b" " * 4_000_000 + b"</a>"})) == ["bomb"]
    assert codes(repacked(more={f"word/part{n}.xml": b"<a/>" for n in range(400)})) == ["bomb"]


def test_a_part_longer_than_it_says_is_cut_where_it_said() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(8_000_000))
    told, true = (10).to_bytes(4, "little"), (8_000_000).to_bytes(4, "little")
    crc = {size: crc32(bytes(size)).to_bytes(4, "little") for size in (10, 8_000_000)}
    lying = file.getvalue().replace(true, told).replace(crc[8_000_000], crc[10])

    with ZipFile(BytesIO(honest(lying))) as archive:
        assert archive.read("word/media/image1.png") == bytes(10)


def test_a_large_file_is_refused_unread() -> None:
    assert codes(bytes(5_000_001)) == ["too_large"]


@pytest.mark.parametrize(
    "file",
    [
        repacked(more={"word/vbaProject.bin": b"\xd0\xcf"}),
        repacked(more={"word/embeddings/oleObject1.bin": b"\xd0\xcf"}),
        repacked(more={"word/activeX/activeX1.exe": b"MZ"}),
        replaced(
            "[Content_Types].xml",
            "wordprocessingml.document.main+xml",
            "wordprocessingml.document.macroEnabled.main+xml",
        ),
        related("aFChunk", "part.xml"),
        related("oleObject", "part.xml"),
        with_paragraph("<w:object/>"),
        with_paragraph('</w:p><w:altChunk w:id="a"/><w:p>'),
    ],
    ids=["macro", "embedded", "control", "type", "chunk", "ole", "object", "altchunk"],
)
def test_programs_and_embedded_objects_are_refused(file: bytes) -> None:
    assert codes(file) == ["program"]


@pytest.mark.parametrize("mode", ['"External"', "'External'", '"Extern&#97;l"', '"external"'])
@pytest.mark.parametrize("kind", ["image", "hyperlink", "frame"])
def test_links_to_the_outside_are_refused(kind: str, mode: str) -> None:
    file = related(kind, "https://example.org/picture.png", f" TargetMode={mode}")

    assert codes(file) == ["external"]


@pytest.mark.parametrize(
    "xml",
    [
        instructed("INCLUDEPICTURE ", '"https://example.org/a.png"'),
        instructed(" INCLU", "DETEXT a.docx"),
        instructed("DDEAUTO c:\\\\cmd"),
        instructed("page ", instructed("DDE x")),
        '<w:fldSimple w:instr=" hyperlink &quot;https://example.org&quot;"/>',
        "<w:r><w:instrText>LINK Excel</w:instrText></w:r>",
        f"{BEGIN}<w:r><w:instrText>DATABASE</w:instrText></w:r>",
    ],
)
def test_fields_that_fetch_or_compute_are_refused(xml: str) -> None:
    assert codes(with_paragraph(xml)) == ["field"]


def test_fields_that_count_pages_are_welcome() -> None:
    assert trial(with_paragraph(instructed(" NUM", "PAGES \\* MERGEFORMAT "))) == []


def test_an_unknown_name_is_named() -> None:
    (fault,) = check_template(tagged("{{ stamp.seal }}"), form=Annex1)

    assert fault == Fault("unknown", "seal")
    assert "seal" in fault.says


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ rows.append(1) }}", "syntax"),
        ("{% if heading %}", "syntax"),
        ("{{ heading ", "syntax"),
        ("{{ ''.__class__ }}", "unknown"),
        ("{% for a in rows %}" * 9 + "{% endfor %}" * 9, "too_much"),
    ],
)
def test_a_tag_that_does_not_work_is_told(text: str, code: str) -> None:
    assert [found for found, _word in trial(tagged(text))] == [code]


def test_text_outside_of_a_paragraph_is_told() -> None:
    assert ("stray", "") in trial(tagged("{{p heading }}"))


def test_a_template_that_leaves_out_a_signature_is_told_which() -> None:
    file = replaced("word/document.xml", "{{ signatures[1].name }}", "")

    assert trial(file) == [("missing", "Оспанова Г. М.")]


def test_a_plan_without_the_row_of_column_numbers_is_told() -> None:
    file = replaced("word/document.xml", "<w:t>6</w:t>", "<w:t>7</w:t>")

    assert trial(file) == [("columns", "6")]


def test_a_poor_template_is_told_all_that_it_lacks() -> None:
    found = trial(saying("{{ heading }}"))

    assert {code for code, _word in found} == {"missing", "columns"}
    assert len(found) > 10


def test_a_tag_that_cuts_across_a_table_is_told() -> None:
    def cut(name: str, old: bytes) -> bytes:
        if name != "word/document.xml":
            return old
        begun = old.replace(b"{{ signatures[1].name }}", b"{% if not stamp.acting %}")
        return begun.replace(b"{{ supplement.note }}", b"{% endif %}")

    assert trial(repacked(cut)) == [("cut", "")]


def test_a_package_without_its_parts_is_told() -> None:
    file = repacked(lambda name, old: old if name != "_rels/.rels" else b"<Relationships/>")

    assert trial(file) == [("not_docx", "")]


@pytest.mark.parametrize("bomb", ["{{" * 100_000, "{{ (" * 5_000])
def test_tags_within_tags_are_too_much(bomb: str) -> None:
    assert codes(tagged(bomb)) == ["too_much"]


def test_a_template_that_repeats_without_end_is_ended() -> None:
    inner = "{% if heading %}{% endif %}" * 20_000
    endless = f"{{% for a in supplement.note %}}{{% for b in supplement.note %}}{inner}"

    (fault,) = codes(tagged(f"{endless}{{% endfor %}}{{% endfor %}}"))

    assert fault in {"endless", "too_much"}


def test_a_trial_that_takes_too_long_or_fails_is_a_fault() -> None:
    assert [fault.code for fault in _trial(b"", "annex1")] == ["endless"]


@pytest.mark.parametrize("code", SENTENCES)
def test_every_fault_is_told_in_a_sentence(code: str) -> None:
    says = Fault(code, "rows").says

    assert says
    assert "{" not in says
