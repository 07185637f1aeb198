"""The section “Rivers and lakes”."""

from cms.demo.writing import (
    Prose,
    Ref,
    call_to_action,
    contacts,
    content_page,
    downloads,
    figures,
    gallery,
    heading,
    latest_news,
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

MAREN = content_page(
    "maren",
    "The Maren Basin",
    in_menu=True,
    introduction="From the glaciers of the Velda to the sea, the Maren runs for 1,840 kilometres "
    "through five countries. They share one river commission, one set of measurements and one "
    "plan for the day when the water rises.",
    image=Ref("picture", "aqueduct"),
    image_alt="The old aqueduct at Maren Quay, where the river commission has its seat",
    body=[
        figures(
            "The basin at a glance",
            ("1,840 km", "from the source to the sea", "Maren Survey, 2024"),
            ("412,000 km²", "of land that drains into the river", "Maren Survey, 2024"),
            ("63 million", "people in five countries", "National censuses, 2023"),
        ),
        heading("A river that was everybody’s and nobody’s"),
        text("""
            For most of the last century each country built its own dams, dug its own canals and
            kept its own figures. When the great flood of 1993 came, the warning stopped at a
            border post for eleven hours. A year later the five governments founded the **Maren
            Basin Commission** and asked OSRAL to keep its secretariat.
        """),
        heading("What the commission does", 3),
        text("""
            - It reads 640 stations along the river and shows every reading to everybody.
            - It sets how much water must stay in the river in each month of the year.
            - It tests the water at 58 places, always in pairs: one laboratory from each side.
            - It keeps one plan for floods, which is rehearsed every second spring.
        """),
        picture("snow-peaks", "The Velda, the highest of the Maren’s springs."),
        heading("How the water is shared"),
        text("""
            The agreement of 2011 begins with the river itself. Only what is above the reserved
            flow is shared out, and in dry years everybody’s share shrinks in the same measure.
        """),
        table(
            "Reserved flow and shares in an average year, in cubic metres a second",
            {
                "Stretch": "text",
                "Average flow": "number",
                "Reserved for the river": "number",
                "Shared out": "number",
            },
            ("Velda Valley", 310, 140, 170),
            ("Upper Maren", 890, 370, 520),
            ("Middle Maren", 1620, 690, 930),
            ("Maren Quay to the sea", 2040, 860, 1180),
        ),
        downloads("The numbers behind this page", "flows", "convention"),
        contacts("Talk to the people at the river", "maren-office"),
    ],
)

SELWA = content_page(
    "selwa",
    "Bringing Lake Selwa back",
    in_menu=True,
    introduction="In one generation Lake Selwa lost two fifths of its surface. In the next, "
    "three countries have brought most of it back. This is how, and what is still missing.",
    image=Ref("picture", "lake-dusk"),
    image_alt="Reeds have returned to the northern shore of Lake Selwa",
    body=[
        text("""
            Lake Selwa has no outlet: what flows in either evaporates or is used. Between 1975
            and 2008 the fields around it took more than the rivers brought. Boats lay on dry
            ground twelve kilometres from the water, and dust from the lake bed made children
            ill as far away as the [Quilora Highlands](page:aquifers).
        """),
        heading("Three decisions that turned the lake"),
        text("""
            1. **Line the canals.** A third of the water had been lost before it reached a field.
            2. **Pay for what is left in the river.** Farmers who leave their spring share to the
               lake are paid from a common fund.
            3. **Let the reeds grow.** Belts of reed now hold the shore and clean the water
               without costing anything.
        """),
        gallery(
            "The lake through the years",
            picture("dry-country", "The eastern bay in 2008.", "Dunes where there was a lake"),
            picture("wetland", "The first pools return, 2016.", "Small pools in a green plain"),
            picture("moonlit-water", "The same bay in 2026.", "Open water under the moon"),
        ),
        quote(
            "My office still has the map on which the lake ends in the middle of a word. We keep "
            "it to remember how fast a lake can go, and how slowly it comes back.",
            "Regional Office for Lake Selwa",
            "At the lake conference of 2025",
        ),
        notice(
            "warning",
            "Not there yet",
            """
            The southern basin is still four metres too low, and two dry winters would undo five
            years of work. The recovery plan therefore runs until **2034**.
            """,
        ),
        related_pages("Read on", "drought", "news-selwa-level", "news-selwa-fish"),
        contacts("", "selwa-office"),
    ],
)

RIVERS = section(
    "rivers",
    "Rivers and lakes",
    search_description="How countries look after the rivers and lakes that they share.",
    introduction=Prose("""
        A shared river needs shared eyes, shared rules and shared money. In **58 basins** we help
        neighbours to agree on all three. Some have done so for decades, as along
        [the Maren](page:maren); others have just begun to exchange their first measurements.
    """),
    hero_image=Ref("picture", "snow-peaks"),
    hero_image_alt="Meltwater gathers below the snow: the beginning of a shared river",
    link_groups=[
        link_group("Basins", link("page", "maren"), link("page", "selwa")),
        link_group(
            "Tools for commissions",
            link("document", "convention"),
            link("document", "flows", "Monthly flows of the Maren (CSV)"),
            link("url", "https://data.osral.example.org/basins", "All basins on one map"),
        ),
        link_group(
            "Ask",
            link("email", "maren@osral.example.org", "Regional Office for the Maren Basin"),
            link("phone", "+41225550161", "Call the office at Maren Quay"),
        ),
    ],
    body=[
        heading("How two neighbours begin"),
        text("""
            It never begins with a treaty. It begins with two people who read the same gauge on
            the same morning and find that their numbers differ. Once both sides trust one
            number, they can speak about what it means; once they speak, they can agree.
        """),
        related_pages("Two basins, two stories", "maren", "selwa"),
        heading("Our part in it"),
        text("""
            We lend instruments, train those who read them, host the first meetings and keep the
            minutes. When a commission is founded, we can run its secretariat until it has its
            own. What we never do is decide: a river belongs to those who live along it.
        """),
        latest_news("News from rivers and wetlands", 3, "ecosystems"),
        call_to_action(
            "Do you share a river without a commission?",
            "Two governments are enough to ask us for a first, confidential survey.",
            link("email", "info@osral.example.org", "Ask for a survey"),
        ),
    ],
    children=[MAREN, SELWA],
)
