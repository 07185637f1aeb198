"""News from June to December 2025."""

from cms.demo.writing import (
    Ref,
    accordion,
    article,
    contacts,
    downloads,
    gallery,
    heading,
    link,
    notice,
    picture,
    quote,
    related_pages,
    table,
    text,
)

ARTICLES = [
    article(
        "news-selwa-level",
        "Lake Selwa reaches its highest level in thirty years",
        "2025-06-11",
        "press_release",
        about="ecosystems drought",
        where="lake-selwa",
        ask="selwa-office press",
        dateline="North Shore Station",
        introduction="With the last snow water, Lake Selwa has risen to 84 per cent of its former "
        "surface. The northern villages can reach the water on foot again.",
        image=Ref("picture", "lake-dusk"),
        image_alt="Evening at the north shore, where boats can land again",
        body=[
            text("""
                The gauge at North Shore Station showed 212.40 metres above the sea this morning,
                the highest reading since 1995. Since the [recovery plan](page:selwa) began, the
                lake has risen by 5.1 metres.
            """),
            table(
                "Surface of Lake Selwa in square kilometres",
                {"Year": "text", "Surface": "number", "Share of 1975 in per cent": "number"},
                ("1975", 3180, 100),
                ("2008", 1910, 60),
                ("2016", 2220, 70),
                ("2025", 2670, 84),
            ),
            heading("Canals, contracts, reeds"),
            text("""
                Two thirds of the gain come from lined canals, a quarter from contracts with
                farmers, and the rest from belts of reed that keep the shore from drying out. The
                rain, contrary to what is often said, had no part in it: it was below average.
            """),
            related_pages("More about the lake", "selwa"),
        ],
    ),
    article(
        "news-centre-visit",
        "Media visit: inside the Flood and Drought Forecasting Centre",
        "2025-08-04",
        "advisory",
        about="floods drought",
        where="geneva",
        ask="press",
        dateline="Geneva",
        introduction="Journalists are invited to spend a night shift in the room from which "
        "warnings go out to 42 countries.",
        image=Ref("picture", "flow-curve"),
        not_in=("es",),
        body=[
            text("""
                - **When:** 27 August 2025, from 8 p.m. to 6 a.m., or any part of it
                - **Where:** Forecasting Centre, headquarters, Geneva, entrance on the river side
                - **Who:** up to twenty journalists; please register by 20 August
            """),
            notice(
                "warning",
                "If it rains",
                "During a real warning the visit is put off: the room then needs its quiet.",
            ),
            contacts("Registration", "press"),
        ],
        links=[link("email", "press@osral.example.org", "Register by e-mail")],
    ),
    article(
        "news-open-readings",
        "All readings since 1988 are now free to download",
        "2025-09-17",
        "press_release",
        about="open-data",
        where="geneva",
        ask="data",
        dateline="Geneva",
        introduction="From today the whole memory of the network is open: 1.8 billion readings, "
        "from the first punched card to this morning.",
        image=Ref("picture", "satellite"),
        image_alt="Each square is one reading from space; blue ones are moist",
        body=[
            text("""
                Until now only the last ten years could be downloaded; older readings lay on tapes,
                cards and, in two cases, in a laundry basket. Eleven archivists and an old card
                reader needed three years to bring them back.
            """),
            heading("What you can do with it"),
            text("""
                - See how your river has changed since 1988, month by month
                - Compare two rivers, two countries, two droughts
                - Take everything, in one file of 94 gigabytes
            """),
            downloads("A first taste", "flows", "atlas-guide"),
            accordion(
                "",
                {
                    "Are all numbers right?": """
                        No. About one in eight hundred is doubtful; it is marked and kept.
                    """,
                    "May I sell what I make of them?": "Yes. Name the source.",
                },
            ),
        ],
        links=[
            link("page", "atlas"),
            link("url", "https://data.osral.example.org/all", "Download everything", "en"),
            link("document", "flows"),
        ],
    ),
    article(
        "news-oruma-reeds",
        "What the salt took, the reeds give back",
        "2025-11-06",
        "story",
        about="ecosystems water-quality",
        where="oruma-delta",
        ask="oruma-office",
        dateline="Delta Gate",
        introduction="In the Oruma Delta the sea comes up the river a little further each year. A "
        "village has stopped fighting it, and has begun to plant.",
        image=Ref("picture", "delta"),
        body=[
            text("""
                The well of the lower village turned salty on a Tuesday, people say, although it
                must have taken years. Rice would not grow any more; the young left for the city.
                Those who stayed asked for [a small grant](page:grants) and got 18,000 francs.
            """),
            gallery(
                "Three years in the lower village",
                picture("dry-country", "White with salt: the fields in 2022."),
                picture("wetland", "The first ponds, dug by hand.", "Round ponds in a bare plain"),
                picture("lake-dusk", "Reeds and fish in 2025."),
            ),
            text("""
                Reeds do not mind salt. They slow the tide, hold the mud and, cut in winter, cover
                the roofs of three districts. Between them, in the ponds, there are fish that
                nobody had seen since the old people were young.
            """),
            quote(
                "We used to say that the sea steals. Now we say that it moves in, and that one "
                "must set the table differently.",
                "Village council",
                "Lower Oruma Delta",
            ),
        ],
    ),
]
