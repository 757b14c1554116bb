"""The controlled forms on paper: plan, report, log and the register of plans (Annexes 1-3).

A form is one frozen dataclass with exactly what is printed. `sheet` turns it into words of a
language, `pdf`, `docx` and `xlsx` lay the same words out.
"""
