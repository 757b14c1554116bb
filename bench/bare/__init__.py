"""A Django project as bare as ``startproject`` makes it: what the product is measured against."""
