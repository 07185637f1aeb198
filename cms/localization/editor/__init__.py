"""The page on which a translation is worked on.

wagtail-localize's script shows the texts; what it is told, and all around it, is made here. Its
own view asks the database several times for each text, and knows publishing only.
"""
