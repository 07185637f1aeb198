"""What pictures and files of the library say, in each language.

Readers see these words wherever a picture or file is shown: descriptions, captions and credits,
and the titles of documents. They are kept and translated once, and every page shows those of its
own language.

    image, document ── own words ──> LibraryWords, the original ── wagtail-localize ──> the others
"""
