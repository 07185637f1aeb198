"""The agency itself: its name, its home page, what stands on every page."""

from cms.demo.writing import (
    Prose,
    Ref,
    call_to_action,
    figures,
    heading,
    latest_news,
    link,
    link_group,
    picture,
    quote,
    related_pages,
    text,
)

SITE_NAME = "OSRAL"
NAME = "Organisation for Shared Rivers, Aquifers and Lakes"

HOME_FIELDS = {
    "search_description": "OSRAL helps countries to care for the fresh water that they share.",
    "introduction": Prose("""
        Rivers do not stop at borders, and neither does the water beneath our feet. **OSRAL** is
        where 42 countries look after the fresh water that they share: they measure it together,
        warn each other of floods and droughts, and agree on how much a river needs for itself.
    """),
    "hero_image": Ref("picture", "river-dawn"),
    "hero_image_alt": "A wide river winds out of misty hills towards us as the sun rises",
    "body": [
        latest_news("Latest news", 4),
        figures(
            "OSRAL in figures",
            ("42", "member states on five continents", "Register of members, 2026"),
            ("58", "river and lake basins under a joint programme", "Annual report 2025"),
            (
                "11,400",
                "measuring stations that share their data every hour",
                "Data Service, 2026",
            ),
            (
                "214 million",
                "people who live in these basins",
                "The Freshwater Atlas, third edition",
            ),
        ),
        heading("One river, many neighbours"),
        text("""
            More than half of the world’s fresh water flows through more than one country. What
            is taken upstream is missing downstream; what is poured in upstream is drunk
            downstream. Our members have chosen to treat their waters as *one* water. Find out
            [what we do](page:mission), or begin with [the Maren](page:maren), where five
            countries have worked together for more than thirty years.
        """),
        picture("delta", "The Oruma Delta, drawn from survey data of 2025."),
        related_pages("Where the work happens", "maren", "selwa", "aquifers", "warning"),
        quote(
            "A river is a conversation between everybody who lives along it. Our task is to see "
            "that nobody is left out of it.",
            "Office of the Director-General",
            "Opening of the forty-first session of the Assembly",
        ),
        call_to_action(
            "Is your community mending its river?",
            """The small grants programme pays for tools, trees, surveys and training, in
            amounts of up to 25,000 francs.""",
            link("page", "grants", "See how to apply"),
            link("document", "grant-guide", "Read the guide (PDF)", "en"),
        ),
    ],
}

SETTINGS = {
    "tagline": "Fresh water knows no borders",
    "footer": [
        link_group(
            "The organisation",
            link("page", "mission"),
            link("page", "governance"),
            link("page", "members"),
        ),
        link_group(
            "Use our work",
            link("page", "atlas"),
            link("document", "flows", "Monthly flows of the Maren (CSV)"),
            link("url", "https://data.osral.example.org/", "Open data portal"),
        ),
        link_group(
            "Get in touch",
            link("email", "info@osral.example.org", "Write to us"),
            link("phone", "+41225550100", "Call us"),
            link("page", "faq"),
        ),
    ],
    "social_links": [
        ("social_link", {"network": "mastodon", "url": "https://social.example.org/@osral"}),
        ("social_link", {"network": "youtube", "url": "https://video.example.org/osral"}),
        ("social_link", {"network": "linkedin", "url": "https://work.example.org/osral"}),
        ("social_link", {"network": "rss", "url": "https://www.osral.example.org/news.rss"}),
    ],
    "default_contact": Ref("contact", "information"),
}
