"""A whole site to look at: `manage.py load_demo` fills an empty installation.

What is said stands in `content/`, how it is written down in `writing` and `prose`, and how it
gets into Wagtail in `loading` and the modules that it calls: `media`, `snippets`, `pages`,
`redirects`, `translating`. Pictures are drawn by `drawing/`; translations are the gettext
catalogues in `translations/`.
"""
