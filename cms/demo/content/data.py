"""The section “Data and knowledge”."""

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
    section,
    table,
    text,
)

ATLAS = content_page(
    "atlas",
    "The Freshwater Atlas",
    in_menu=True,
    introduction="Every shared river, lake and aquifer of the world on 1,900 sheets: what falls, "
    "what flows, what is used and what is left.",
    image=Ref("picture", "satellite"),
    image_alt="Sheet 412 of the atlas: moisture in the soil along a desert valley",
    body=[
        heading("One sheet, four maps"),
        text("""
            Each sheet shows one basin four times. Blue is measured, green is estimated, grey is
            unknown. With each edition the grey grows smaller: in the first it covered a third
            of all land, in the third it covers a twelfth.
        """),
        gallery(
            "From the third edition",
            picture("satellite", "Moisture in the soil, month by month."),
            picture("contour-map", "Catchments and stations."),
            picture("delta", "Arms of the Oruma Delta and their salt."),
            picture("wetland", "", decorative=True),
        ),
        downloads("", "atlas-guide", "flows"),
        notice(
            "success",
            "Free for everybody",
            """
            Maps and numbers may be copied, changed and sold, as long as you say where they come
            from. You need not ask.
            """,
        ),
        heading("Who makes it"),
        text("""
            The services of 42 countries, eleven universities and some nine thousand volunteers
            who read a gauge on their way to work. Anybody can [learn to measure](page:quality).
        """),
        contacts("", "data"),
    ],
)

QUALITY = content_page(
    "quality",
    "How water is tested",
    introduction="Clear water may be bad and brown water good. Whoever wants to know must test, "
    "and must test in the same way on both banks.",
    image=Ref("picture", "ripples"),
    not_in=("ar",),
    body=[
        heading("Two bottles, two banks, two laboratories"),
        text("""
            At each of our 1,260 testing places two people fill a bottle at the same hour. One
            bottle goes to a laboratory upstream of the border, one downstream. Only if both
            find the same, within a tenth, is the result published; otherwise both drive out
            again.
        """),
        heading("What we look for"),
        table(
            "Limits for rivers from which people drink",
            {
                "What": "text",
                "Where it comes from": "text",
                "Limit in milligrams a litre": "number",
            },
            ("Nitrate", "Fields and stables", 50),
            ("Phosphorus", "Fields and sewers", 0.1),
            ("Lead", "Old pipes and mines", 0.01),
            ("Oxygen (at least)", "Air, plants, rapids", 6),
        ),
        heading("Do it yourself", 3),
        text("""
            Schools and clubs can take part with a kit in a shoe box. Their readings appear on
            the map in a colour of their own; where they differ from ours, we go and look.
        """),
        downloads("What you need", "protocol"),
        quote(
            "The children of Maren Quay found the leak eleven days before we did.",
            "Laboratory for the Lower Maren",
            "Yearbook 2025",
        ),
    ],
)

ANNUAL_REPORT = content_page(
    "annual-report",
    "Annual report 2026",
    state="draft",
    introduction="Draft: the report will be published after the Assembly in spring.",
    body=[
        heading("What we set out to do"),
        text("To be written by the Office of the Director-General."),
    ],
)

DATA = section(
    "data",
    "Data and knowledge",
    search_description="Open data, maps and methods about the world’s shared fresh water.",
    introduction=Prose("""
        What is measured together is believed together. All readings of our **11,400 stations**
        are public within the hour, free of charge and of conditions; so are the
        [maps](page:atlas) that we draw from them.
    """),
    hero_image=Ref("picture", "flow-curve"),
    hero_image_alt="A year of the Maren as a curve: spring flood, dry summer, autumn",
    link_groups=[
        link_group(
            "Look",
            link("page", "atlas"),
            link("document", "atlas-guide"),
            link("document", "strategy", "", "en"),
        ),
        link_group(
            "Take",
            link("document", "flows"),
            link("url", "https://data.osral.example.org/api", "Programming interface", "en"),
        ),
        link_group(
            "Measure",
            link("page", "quality"),
            link("document", "protocol"),
            link("email", "data@osral.example.org", "Report a wrong number"),
        ),
    ],
    body=[
        heading("Three promises"),
        text("""
            1. **At once.** What a station reads at eight is on the map at nine.
            2. **As it is.** We mark doubtful numbers; we do not remove them.
            3. **For ever.** Every number keeps its address, even when it is corrected.
        """),
        figures(
            "",
            ("1.9 billion", "readings since 1988", "Data Service, 2026"),
            ("42", "countries that share them every hour", "Data Service, 2026"),
            ("0 francs", "price of a reading", ""),
        ),
        picture("flow-curve", "Drawn from readings of 640 stations along the Maren."),
        latest_news("New data", 3, "open-data"),
        call_to_action(
            "Build something",
            """The interface gives every number as JSON, with its place, hour and history. No
            key is needed for the first thousand calls of a day.""",
            link("url", "https://data.osral.example.org/api", "Read how it works"),
            link("email", "data@osral.example.org", "Ask the Data Service"),
        ),
    ],
    children=[ATLAS, QUALITY, ANNUAL_REPORT],
)
