"""The news, from the oldest to the newest."""

from cms.demo.content.news import autumn_2025, autumn_2026, spring_2026, winter_2025
from cms.demo.writing import PageContent

NEWS = PageContent(
    "news",
    "news.NewsIndexPage",
    "News",
    {
        "introduction": "Press releases, statements, speeches and stories from the rivers, lakes "
        "and aquifers that our members share.",
        "search_description": "News from OSRAL and its basins.",
    },
    children=[
        *winter_2025.ARTICLES,
        *autumn_2025.ARTICLES,
        *spring_2026.ARTICLES,
        *autumn_2026.ARTICLES,
    ],
    in_menu=True,
)
