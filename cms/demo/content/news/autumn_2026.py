"""News from July to November 2026."""

from cms.demo.writing import (
    Ref,
    article,
    call_to_action,
    downloads,
    figures,
    heading,
    link,
    link_group,
    picture,
    quote,
    table,
    text,
)

ARTICLES = [
    article(
        "news-atlas-third",
        "Third edition of the Freshwater Atlas: the grey is shrinking",
        "2026-07-08",
        "press_release",
        about="open-data groundwater",
        where="geneva quilora-highlands halune-coast",
        ask="data press",
        dateline="Geneva",
        introduction="1,900 sheets, 317 shared aquifers and for the first time a map of what is "
        "not known: the new edition of the atlas is out, on paper and free on screen.",
        image=Ref("picture", "contour-map"),
        body=[
            text("""
                Grey stands for *unknown* in the [Freshwater Atlas](page:atlas). In the first
                edition of 2012 a third of all land was grey, in the second a fifth. In the third,
                which appears today, it is a twelfth.
            """),
            figures(
                "",
                ("33 %", "of all land was grey in 2012", ""),
                ("20 %", "in 2019", ""),
                ("8 %", "in 2026", ""),
            ),
            picture("satellite", "New in this edition: moisture in the soil, month by month."),
            heading("Grey is a colour too"),
            text("""
                For the first time the atlas has a sheet on which only the gaps are drawn. Most of
                them lie where there is little money, or little peace. The next edition will begin
                there.
            """),
            downloads("For the first steps", "atlas-guide"),
            link_group(
                "To the atlas",
                link("page", "atlas", "What is in it and who makes it"),
                link("url", "https://data.osral.example.org/atlas", "Browse all sheets"),
                link("email", "data@osral.example.org", "Order the paper edition"),
            ),
        ],
        links=[
            link("page", "news-open-readings"),
            link("url", "https://data.osral.example.org/gaps", "The sheet of gaps", "en"),
        ],
    ),
    article(
        "news-oruma-levees",
        "Oruma levees hold in the highest tide for sixty years",
        "2026-10-13",
        "press_release",
        about="floods",
        where="oruma-delta",
        ask="oruma-office press",
        dateline="Delta Gate",
        introduction="A storm tide stood at the levees of the Oruma Delta for nine hours. They "
        "held, and so did the plan that had been rehearsed in spring.",
        image=Ref("picture", "delta"),
        image_alt="The arms of the Oruma; the storm tide came up all of them at once",
        body=[
            text("""
                At the turn of the tide the water stood 3.62 metres above normal, a hand’s breadth
                below the crown. Four thousand helpers from three countries carried sandbags to the
                eleven weak places that the rehearsal of April had shown.
            """),
            quote(
                "In spring people laughed at us: on a dry levee, in the sun, with empty bags.",
                "Levee guard",
                "District of Delta Gate",
            ),
            heading("Soft shores, strong levees"),
            text("""
                Where belts of [reed](page:news-oruma-reeds) lie in front of the levee, the waves
                were only half as high. The commission will propose to plant another forty
                kilometres.
            """),
        ],
        changed={
            "introduction": "A storm tide stood at the levees of the Oruma Delta for eleven "
            "hours, two hours longer than first reported. They held, and so did the plan.",
        },
    ),
    article(
        "news-winter-briefing",
        "Briefing before the winter: snow, reservoirs and risks",
        "2026-11-18",
        "advisory",
        about="drought floods",
        where="velda-valley geneva",
        ask="press forecasting",
        dateline="Geneva",
        introduction="How much snow can be expected, how full are the reservoirs, and where will "
        "it be tight? The forecasters answer, on site and online.",
        image=Ref("picture", "snow-peaks"),
        body=[
            text("""
                - **When:** 26 November 2026, 10.30 a.m., about one hour
                - **Where:** Press room, headquarters, Geneva, and online
                - **Languages:** English, French, Spanish and Arabic, with interpretation
            """),
            table(
                "Reservoirs on 15 November, in per cent of what they hold",
                {"Basin": "text", "Last year": "number", "This year": "number"},
                ("Velda Valley", 61, 74),
                ("Upper Maren", 70, 69),
                ("Quilora Highlands", 48, 41),
            ),
            call_to_action(
                "Take part",
                "Accreditation closes on 25 November at noon. Questions may be sent in advance.",
                link("email", "press@osral.example.org", "Register"),
                link("url", "https://www.osral.example.org/live", "Watch online", "en"),
            ),
        ],
    ),
]
