"""The section “Support for countries”."""

from cms.demo.writing import (
    Prose,
    Ref,
    accordion,
    call_to_action,
    contacts,
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

GRANTS = content_page(
    "grants",
    "Small grants for river communities",
    in_menu=True,
    introduction="Between 2,000 and 25,000 francs for people who look after the water at their "
    "door: on one page how to apply, who decides and when the money comes.",
    image=Ref("picture", "wetland"),
    image_alt="Pools that a village cleared of silt with a small grant",
    body=[
        heading("What we support"),
        text("""
            - Planting: trees on banks, reeds in shallows, hedges on slopes
            - Measuring: gauges, test kits, a boat for the survey
            - Learning: courses, visits to neighbours across the border
            - Repairing: springs, wells, small weirs, fish passes
        """),
        heading("How to apply"),
        text("""
            Four pages are enough, in any language of your basin. Who does not write can call
            us: we write down what you say and read it back to you. Decisions fall twice a year,
            in May and November; the money comes within thirty days.
        """),
        downloads("Before you begin", "grant-guide"),
        table(
            "Grants of the last five years",
            {"Year": "text", "Applications": "number", "Grants": "number"},
            ("2021", 412, 96),
            ("2022", 530, 121),
            ("2023", 688, 150),
            ("2024", 701, 164),
            ("2025", 845, 198),
        ),
        quote(
            "They asked us what we knew about our spring. Nobody had ever asked us that.",
            "A women’s cooperative",
            "Quilora Highlands, grant of 2024",
        ),
        contacts("Advice in five languages", "grants"),
    ],
    changed={
        "introduction": "Between 2,000 and 30,000 francs for people who look after the water at "
        "their door. The upper limit was raised in November 2026.",
    },
)

TRAINING = content_page(
    "training",
    "Training for water services",
    in_menu=True,
    introduction="From the reading of a gauge to the running of a basin commission: forty courses "
    "a year, most of them where the water is.",
    image=Ref("picture", "terraces"),
    image_alt="Course on terraces and soil water in the Velda Valley",
    body=[
        table(
            "Courses in the first half of 2027",
            {"Course": "text", "Place": "text", "Days": "number"},
            ("River stewards: the basics", "Maren Quay", 2),
            ("Reading and repairing gauges", "North Shore Station", 5),
            ("Levees in wet weather", "Delta Gate", 3),
            ("Talking with the neighbours: negotiation", "Geneva", 4),
        ),
        heading("How we teach"),
        text("""
            Never more than sixteen people, never from one country alone, and never a day without
            wet boots. Travel and lodging are free for members of public services.
        """),
        picture("terraces", "Terraces slow the rain down: a lesson in the open air."),
        call_to_action(
            "Sign up",
            "Places are given in the order of arrival, half of them to women.",
            link("url", "https://learn.osral.example.org/", "To the course list", "en"),
            link("phone", "+41225550130", "Ask by telephone"),
        ),
    ],
)

FAQ = content_page(
    "faq",
    "Questions and answers",
    introduction="What people ask us most often, and what we answer.",
    body=[
        accordion(
            "About the organisation",
            {
                "Can OSRAL forbid a dam?": """
                    No. Under the [Convention](document:convention) whoever plans a work on shared
                    water tells the neighbours two years before. We make sure that they have the
                    same numbers, and offer a room to talk in.
                """,
                "Who pays for OSRAL?": """
                    The member states, by a scale that looks at income and at water. No company
                    gives us money.
                """,
                "Does this organisation exist?": """
                    No. It was invented to show what this software can do, and so were its rivers.
                """,
            },
        ),
        accordion(
            "About working with us",
            {
                "Can a single person get a grant?": """
                    Grants go to groups of ten or more. Find nine neighbours and read
                    [how to apply](page:grants).
                """,
                "May I use your maps in a book?": """
                    Yes, also in one that you sell. Name the source; a copy for our library would
                    please us.
                """,
                "In which languages can I write to you?": [
                    text("""
                        In any. We answer in English, French, Spanish or Arabic, and we find
                        somebody who reads yours.
                    """),
                    downloads("Forms that need no words", "grant-guide", "protocol"),
                ],
            },
        ),
        contacts("Your question was not among them?", "information", "press"),
    ],
)

CALL_2027 = content_page(
    "call-2027",
    "Call for proposals 2027: living banks",
    state="scheduled",
    introduction="The next call of the small grants programme is about river banks: what grows on "
    "them, what lives in them and who may walk along them.",
    image=Ref("picture", "forest"),
    body=[
        heading("What we look for"),
        text("""
            Plans that give at least one kilometre of bank back to the river. Plans by
            neighbours on both sides come first.
        """),
        notice(
            "info", "Deadline", "Applications close on **31 March 2027** at midnight, Geneva time."
        ),
        related_pages("", "grants", "faq"),
    ],
)

PARTNERS = content_page(
    "partners",
    "Partner workspace",
    password="demo",  # noqa: S106 - a door to show, with its key beside it
    introduction="For services that take part in our programmes. The password of this "
    "demonstration is “demo”.",
    body=[
        heading("Drafts for comment"),
        text("""
            - Timetable of the joint measurements in 2027
            - Draft of a common form for fish passes
        """),
        contacts("", "information"),
    ],
)

SUPPORT = section(
    "support",
    "Support for countries",
    search_description="Grants, training and advice for countries and communities.",
    introduction=Prose("""
        Good agreements need people who can carry them out. We train water services, support
        river communities with **small grants**, and answer questions, also those that seem too
        small to ask.
    """),
    hero_image=Ref("picture", "terraces"),
    hero_image_alt="Terraces full of water at sunset: built by many hands over many years",
    link_groups=[
        link_group(
            "Grants",
            link("page", "grants"),
            link("document", "grant-guide"),
            link("email", "grants@osral.example.org", "Write to the Small Grants Desk"),
        ),
        link_group(
            "Training",
            link("page", "training"),
            link("url", "https://learn.osral.example.org/", "Course list", "en"),
        ),
        link_group("Help", link("page", "faq"), link("page", "partners")),
    ],
    body=[
        figures(
            "Last year",
            ("198", "small grants in 31 countries", "Annual report 2025"),
            ("40", "courses, all of them free", "Annual report 2025"),
            ("1,215", "people trained, half of them women", "Annual report 2025"),
        ),
        heading("From neighbour to neighbour"),
        text("""
            The best advice comes from somebody who had the same trouble last year. That is why
            we seldom send experts and often send neighbours: the levee masters of the Oruma to
            the Halune Coast, the canal guards of Lake Selwa to the [Maren](page:maren).
        """),
        picture("forest", "Planted by 40 villages: the bank forest of the upper Velda."),
        accordion(
            "In short",
            {
                "Who can ask for support?": """
                    Public services of member states, and groups of people who live along a shared
                    water.
                """,
                "What does it cost?": "Nothing but your time and an honest report.",
            },
        ),
        related_pages("Begin here", "grants", "training", "faq"),
    ],
    children=[GRANTS, TRAINING, FAQ, CALL_2027, PARTNERS],
)
