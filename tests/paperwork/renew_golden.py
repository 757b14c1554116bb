"""Writes the agreed texts of the forms anew; the difference is then read before it is kept.

Run as `python -m tests.paperwork.renew_golden` with `src` on the path.
"""

from tests.paperwork.papers import docx_text, golden
from tuzetu.paperwork.samples_all import SAMPLES
from tuzetu.paperwork.words import FormLanguage

for form in SAMPLES.values():
    for language in FormLanguage:
        golden(form, language).write_text(docx_text(form, language=language), "utf-8")
