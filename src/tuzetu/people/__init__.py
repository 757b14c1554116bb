"""Persons, units, offices with dates, substitutes, sign-in, lists and the working calendar."""
