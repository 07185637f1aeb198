"""The section “Groundwater”."""

from cms.demo.writing import (
    Prose,
    Ref,
    accordion,
    content_page,
    downloads,
    figures,
    heading,
    link,
    link_group,
    notice,
    picture,
    quote,
    related_pages,
    section,
    table,
    text,
)

AQUIFERS = content_page(
    "aquifers",
    "Mapping what lies below",
    in_menu=True,
    introduction="Nobody can look after water that nobody can see. Our geologists listen to the "
    "ground, together with those of the countries above it, and draw what they hear.",
    image=Ref("picture", "contour-map"),
    image_alt="Working map of the Quilora Highlands with the first four measuring wells",
    body=[
        heading("Four ways to see through rock"),
        accordion(
            "",
            {
                "Listening: seismic lines": """
                    A weight falls, and two hundred microphones in the grass note how the sound
                    comes back. Water-filled sand answers later than dry sand.
                """,
                "Weighing: satellites": """
                    Two satellites chase each other round the earth. Where the ground holds much
                    water, it pulls a little harder, and their distance changes by less than the
                    width of a hair.
                """,
                "Tasting: the age of water": """
                    Rain of the nuclear age carries traces that older rain lacks. A litre from a
                    well can tell whether it fell last winter or before the pyramids.
                """,
                "Asking: the memory of wells": [
                    text("""
                        In every village somebody remembers how long the rope was. We write it
                        down; it is often the only record of the last fifty years.
                    """),
                    picture("contour-map", "A field sheet with villagers’ notes."),
                    downloads("Take it to the field", "protocol"),
                ],
            },
        ),
        heading("The Quilora aquifer"),
        text("""
            Below the Quilora Highlands lies a lake of sand and water as large as a middle-sized
            country. Four governments pump from it; until 2022 none of them knew how much the
            others took. The [joint survey](page:news-quilora-survey) found that the water is
            much older than thought, and that the two eastern fields are living on savings.
        """),
        table(
            "The Quilora aquifer: what goes in and what comes out, in million cubic metres a year",
            {"Field": "text", "Rain that seeps in": "number", "Pumped": "number"},
            ("North", 410, 260),
            ("West", 365, 340),
            ("East", 120, 295),
            ("South-east", 85, 190),
        ),
        quote(
            "When we laid the four maps on top of each other, it was the first time that the "
            "aquifer had only one shape.",
            "Joint Survey Team",
            "Final report on the Quilora aquifer",
        ),
        related_pages("", "quality", "atlas"),
    ],
)

GROUNDWATER = section(
    "groundwater",
    "Groundwater",
    search_description="Aquifers hold most of our fresh water. How countries share them.",
    introduction=Prose("""
        For every litre in rivers and lakes there are **a hundred litres in the ground**. Two
        billion people drink from it. It moves slowly, forgets nothing, and does not care which
        country it is under.
    """),
    hero_image=Ref("picture", "aquifer"),
    hero_image_alt="Two wells reach into two layers of water; rain renews only the upper one",
    link_groups=[
        link_group(
            "Understand",
            link("page", "aquifers"),
            link("page", "quality", "What is in the water"),
        ),
        link_group(
            "Use",
            link("document", "protocol"),
            link("url", "https://data.osral.example.org/wells", "Water levels in 3,100 wells"),
            link("email", "data@osral.example.org", "Ask the Data Service"),
        ),
    ],
    body=[
        figures(
            "",
            ("99 %", "of all liquid fresh water lies below the ground", "The Freshwater Atlas"),
            ("317", "aquifers lie under more than one country", "The Freshwater Atlas"),
            ("26", "of them have a joint body that looks after them", "Annual report 2025"),
        ),
        heading("Slow water, fast pumps"),
        text("""
            A drop that seeps into the ground may need a year to reach a well, or ten thousand. A
            pump needs a minute. Where more is taken than seeps in, nothing seems to happen for
            a long time: the lamp burns on until the oil is gone.
        """),
        notice(
            "info",
            "What is an aquifer?",
            """
            A layer of sand, gravel or cracked rock that holds water and lets it move. It is not
            an underground river and rarely an underground lake: think of a *sponge*.
            """,
        ),
        heading("Three rules that work"),
        text("""
            - **Measure before you pump.** A well that nobody reads is a hole in the savings.
            - **Share the savings book.** All who pump see what all others pump.
            - **Keep the top clean.** What is spilled today will be drunk by grandchildren.
        """),
        related_pages("An example", "aquifers"),
    ],
    children=[AQUIFERS],
)
