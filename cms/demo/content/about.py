"""The section “About OSRAL”."""

from cms.demo.writing import (
    Prose,
    Ref,
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

MISSION = content_page(
    "mission",
    "Mission and mandate",
    in_menu=True,
    introduction="Forty-two countries have given us one task: to see that the fresh water that "
    "they share is known, kept clean and fairly used.",
    image=Ref("picture", "ripples"),
    image_alt="One drop, many rings: what is done to a river here is felt there",
    body=[
        heading("What the Convention asks of us"),
        text("""
            1. To **measure** shared waters, and to show the result to everybody.
            2. To **warn** of floods, droughts and poison, across every border.
            3. To **advise** those who write agreements, and to keep their minutes.
            4. To **help** those who carry agreements out.
        """),
        downloads("The basic texts", "convention", "strategy"),
        heading("What we do not do"),
        text("""
            We do not build dams, sell water or judge governments. When neighbours disagree, the
            chamber of five hears them; we bring the numbers and the tea.
        """),
        heading("A short history"),
        heading("Before the Convention", 3),
        text("""
            The first joint gauge was set into the quay wall of the Maren in 1931 by two
            engineers who had no permission. It is still being read.
        """),
        heading("Since the Convention", 3),
        text("""
            Nine countries signed in 1985. The forecasting room opened in 1996, the data became
            free in 2004, and the first edition of the [atlas](page:atlas) appeared in 2012.
        """),
    ],
)

MEMBERS = content_page(
    "members",
    "Member states",
    introduction="Every country with a shared river, lake or aquifer may join. Forty-two have.",
    image=Ref("picture", "contour-map"),
    body=[
        table(
            "Members and shared basins by region, 2026",
            {"Region": "text", "Members": "number", "Basins": "number"},
            ("Northern plains", 9, 11),
            ("Great lakes", 8, 14),
            ("Highlands", 7, 9),
            ("Dry belt", 10, 13),
            ("Islands and deltas", 8, 11),
        ),
        heading("How a country joins"),
        text("""
            A letter from the government, the first year’s contribution and one gauge that
            reports every hour. The Assembly votes in spring; so far it has never said no.
        """),
        notice(
            "success",
            "Our newest members",
            """
            Two countries of the Halune Coast joined in 2026 after seven years as observers.
            """,
        ),
    ],
)

GOVERNANCE = content_page(
    "governance",
    "How we are governed",
    in_menu=True,
    introduction="Each member has one voice, whether its river is long or short. Three bodies and "
    "one chamber see that it is heard.",
    image=Ref("picture", "city-river"),
    image_alt="Evening over the river in Geneva, where the Assembly meets",
    body=[
        heading("The Assembly"),
        text("""
            All members, once a year, in public. It decides the programme and the budget, and
            elects the Council.
        """),
        heading("The Council"),
        text("""
            Twelve members, two from each region and two for the observers. It meets every second
            month and appoints the Director-General.
        """),
        heading("The Secretariat"),
        text("""
            Some 380 people in Geneva and in three regional offices. They take instructions from
            the Council, from nobody else.
        """),
        heading("The chamber of five", 3),
        text("""
            Whoever feels wronged by a neighbour can call it. It must speak within a hundred days;
            of the nineteen cases since 1985, seventeen were settled before.
        """),
        quote(
            "The smallest member once stopped the largest budget. That is how we know that the "
            "rules are real.",
            "Chair of the Council",
            "Report to the fortieth Assembly",
        ),
        related_pages("", "members", "mission"),
    ],
    children=[MEMBERS],
)

ABOUT = section(
    "about",
    "About OSRAL",
    search_description="Who we are, what we may do, and who decides.",
    introduction=Prose("""
        The Organisation for Shared Rivers, Aquifers and Lakes was founded in 1985 by nine
        countries and one idea: **neighbours who measure together argue less**.
    """),
    hero_image=Ref("picture", "city-river"),
    hero_image_alt="The bridges of Geneva at dusk, seen from our headquarters",
    link_groups=[
        link_group(
            "Who we are",
            link("page", "mission"),
            link("page", "governance"),
            link("page", "members"),
        ),
        link_group(
            "Read",
            link("document", "convention"),
            link("document", "strategy", "Strategy 2026–2030", "en"),
        ),
        link_group(
            "Reach us",
            link("email", "info@osral.example.org", "Public Information Desk"),
            link("phone", "+41225550100", "Switchboard"),
            link("url", "https://www.osral.example.org/visit", "How to find us"),
        ),
    ],
    body=[
        heading("Small by design"),
        text("""
            We have fewer people than many a city waterworks, and want it so. The work is done by
            the services of our members; we lend them a common table, a common clock and a common
            memory.
        """),
        figures(
            "",
            ("1985", "the Convention was signed", "Archives"),
            ("380", "people work for the Secretariat", "Annual report 2025"),
            ("19", "disputes heard, none unresolved", "Chamber of five"),
        ),
        picture("aqueduct", "The aqueduct at Maren Quay, which is on our seal."),
        heading("Talk to us"),
        contacts("", "information", "press"),
        related_pages("Find out more", "mission", "governance"),
    ],
    children=[MISSION, GOVERNANCE],
)
