"""The section “Floods and droughts”."""

from cms.demo.writing import (
    Prose,
    Ref,
    accordion,
    call_to_action,
    contacts,
    content_page,
    figures,
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
    video,
)

WARNING = content_page(
    "warning",
    "How a warning travels",
    in_menu=True,
    introduction="Between the first heavy cloud and the last house by the river lie many hands. "
    "A warning is only as fast as the slowest of them. This is its way, hour by hour.",
    image=Ref("picture", "rain"),
    image_alt="Rain falls over the fields of the upper Maren, two days before the peak",
    body=[
        table(
            "The way of a warning: an example from the Maren, March 2026",
            {"Hours before the peak": "number", "What happens": "text", "Who does it": "text"},
            (120, "Models of five weather services agree on heavy rain", "Forecasting Centre"),
            (96, "First note to the five countries, not yet public", "Forecasting Centre"),
            (72, "Gauges confirm; reservoirs begin to make room", "River commission"),
            (48, "Public warning in eleven languages", "National services"),
            (24, "Boats, doctors and schools are in place", "Districts"),
            (6, "Every house in the red zone has been knocked at", "Neighbours"),
        ),
        heading("The last mile is made of people"),
        text("""
            A siren says *run*; it does not say where to. That is why each village on the list
            has **river stewards**: a teacher, a shopkeeper, a fisher. They know who is deaf, who
            has no telephone, and who will not leave without the goat.
        """),
        video(
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "A short animated film, in place of our own film about river stewards",
            "On a real site, this would be a film about one night with the stewards.",
        ),
        picture("flow-curve", "The flood of March 2026 at Maren Quay: forecast and measurement."),
        quote(
            "We had five days. Thirty years ago my grandmother had twenty minutes.",
            "A river steward",
            "Lower Maren, spring 2026",
        ),
        contacts("On duty day and night", "forecasting"),
    ],
)

DROUGHT = content_page(
    "drought",
    "Planning for dry years",
    introduction="A flood is an event; a drought is a decision that was not taken in time. The "
    "best moment to agree on a dry year is a wet one.",
    image=Ref("picture", "dry-country"),
    image_alt="What a dry year looks like east of Lake Selwa",
    body=[
        heading("Four steps, agreed in advance"),
        text("""
            Each basin under a drought plan has four steps. Everybody knows which measurement
            leads to which step, so nobody has to argue while the fields dry up.
        """),
        table(
            "Steps of the model plan",
            {"Step": "text", "When": "text", "What changes": "text"},
            (
                "Watch",
                "Snow or rain below three quarters of the average",
                "Weekly reports begin",
            ),
            ("Save", "Reservoirs below 60 %", "Parks and car washes stop"),
            ("Share", "Reservoirs below 40 %", "All shares shrink alike"),
            ("Protect", "Reservoirs below 25 %", "Only people, animals and the river itself"),
        ),
        heading("Who pays for the water that is not used?"),
        text("""
            Whoever gives up a harvest so that a town can drink should not be alone with the
            loss. The basins that work best have a common fund; at [Lake Selwa](page:selwa) it
            has paid out every third year.
        """),
        notice(
            "success",
            "It works",
            """
            In 2025, the driest year since measurements began, no town in a basin with a drought
            plan had to shut its taps. **Eleven towns** in basins without one did.
            """,
        ),
        accordion(
            "Often asked",
            {
                "Can a plan make rain?": "No. It makes the rain that fell last longer.",
                "What if one country leaves a step out?": """
                    All measurements are public within the hour. So far, that has been enough.
                """,
            },
        ),
    ],
)

EXTREMES = section(
    "extremes",
    "Floods and droughts",
    search_description="Early warning of floods and droughts across borders.",
    introduction=Prose("""
        Too much water and too little of it are **the same task**: to see it coming, to tell
        everybody, and to have agreed beforehand who does what. Our Forecasting Centre looks
        after the first; neighbours must do the rest.
    """),
    hero_image=Ref("picture", "rain"),
    hero_image_alt="A front of rain moves over fields towards the viewer",
    link_groups=[
        link_group(
            "Be ready",
            link("page", "warning"),
            link("page", "drought"),
            link("url", "https://warnings.osral.example.org/", "All warnings now in force"),
        ),
        link_group(
            "Duty desk",
            link("phone", "+41225550155", "Call day and night"),
            link("email", "forecast@osral.example.org", "Write to the forecasters", "en"),
        ),
    ],
    body=[
        notice(
            "info",
            "Warnings now",
            """
            Current warnings are on the [warning map](https://warnings.osral.example.org/), every
            ten minutes anew. In danger, follow your local services.
            """,
        ),
        heading("Five days instead of twenty minutes"),
        text("""
            When OSRAL was founded, a flood warning crossed a border by telegram, if anybody
            was at the desk. Today the models of five weather services and 11,400 gauges meet in
            one room. On the large rivers this gives **five days**; on small ones, six hours.
        """),
        figures(
            "What early warning has changed",
            ("120 hours", "of warning on the large rivers", "Forecasting Centre, 2026"),
            ("11", "languages in which warnings go out", "Forecasting Centre, 2026"),
            (
                "−71 %",
                "people harmed by floods since 1995, in warned basins",
                "Annual report 2025",
            ),
        ),
        related_pages("Two plans", "warning", "drought"),
        latest_news("Latest on floods", 2, "floods"),
        call_to_action(
            "Become a river steward",
            "Two evenings of training, one radio, and the thanks of your neighbours.",
            link("page", "training"),
        ),
    ],
    children=[WARNING, DROUGHT],
)
