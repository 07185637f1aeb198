"""News from December 2024 to May 2025."""

from cms.demo.writing import Ref, article, figures, heading, link, notice, picture, quote, text

ARTICLES = [
    article(
        "news-quilora-survey",
        "Four countries publish the first joint survey of the Quilora aquifer",
        "2024-12-05",
        "press_release",
        about="groundwater cooperation open-data",
        where="quilora-highlands",
        ask="press data",
        dateline="Geneva",
        introduction="After four years of work, the countries above the Quilora aquifer have "
        "agreed on one map of it. Two of its four fields are losing more water than they gain.",
        image=Ref("picture", "aquifer"),
        image_alt="The survey’s picture of the ground below the Quilora Highlands",
        image_credit="Joint Survey Team",
        body=[
            text("""
                The aquifer below the [Quilora Highlands](page:aquifers) holds as much water as all
                the lakes of the region together. The survey, published today, is the first for
                which all four countries opened their wells, their archives and their budgets.
            """),
            figures(
                "",
                ("1,085", "wells read on the same day", "Joint survey"),
                ("14,000 years", "age of the oldest water found", "Joint survey"),
                (
                    "−280 million m³",
                    "balance of the two eastern fields, each year",
                    "Joint survey",
                ),
            ),
            quote(
                "We came with four answers and went home with one. It is not a pleasant one, but "
                "it is ours.",
                "Joint Survey Team",
                "At the presentation of the report",
            ),
            heading("What happens next"),
            text("""
                The four governments will set a common limit for pumping before the end of 2026.
                Until then they have agreed to drill no new wells in the eastern fields. All data
                are free to download.
            """),
        ],
        links=[
            link("page", "aquifers"),
            link("url", "https://data.osral.example.org/quilora", "The full report", "en"),
        ],
    ),
    article(
        "news-night-watch",
        "The night watch at gauge 212",
        "2025-01-28",
        "story",
        about="floods",
        where="maren-basin",
        ask="maren-office",
        dateline="Maren Quay",
        introduction="When the telephone line fails, somebody must walk. One winter night on the "
        "middle Maren, with those who read the river by torchlight.",
        image=Ref("picture", "moonlit-water"),
        not_in=("es",),
        body=[
            text("""
                Gauge 212 stands where the Maren leaves the hills. It reports by itself every ten
                minutes, and has done so for nineteen years. Tonight the mast is iced over, and the
                screen in the station shows a line where the numbers should be.
            """),
            picture("moonlit-water", "The Maren at kilometre 870, shortly after midnight."),
            text("""
                So the night watch puts on its boots. It is four hundred steps down to the water.
                The staff gauge is older than the country it stands in; on its enamel, three
                alphabets say the same thing. *Two metres eleven*, and rising slowly.
            """),
            quote(
                "A number is only a number until you have stood next to it.",
                "Night watch",
                "Station 212, middle Maren",
            ),
            text("""
                The reading goes out by radio at 1.40. At 1.52 it is on the
                [public map](page:warning), with a small mark: *read by hand*.
            """),
        ],
    ),
    article(
        "news-velda-reservoirs",
        "Statement on the water shortage in the Velda Valley",
        "2025-03-20",
        "statement",
        about="drought cooperation",
        where="velda-valley maren-basin",
        ask="press forecasting",
        dateline="Geneva",
        introduction="The reservoirs of the Velda Valley are at 38 per cent. OSRAL welcomes the "
        "decision of both countries to share the shortage before sharing the water.",
        image=Ref("picture", "snow-peaks"),
        image_alt="Little snow: the peaks above the Velda in March 2025",
        body=[
            text("""
                The snow of this winter holds half of the water of an average year. Under the plan
                of 2019, both countries of the Velda Valley have today moved to the step **Share**:
                all shares shrink alike, and the flow reserved for the river remains untouched.
            """),
            notice(
                "info",
                "What this means",
                """
                Drinking water is safe. Irrigation begins three weeks later, and power stations run
                at night only. Farmers are paid from the common fund.
                """,
            ),
            text("""
                Such decisions are hard, and they are harder across a border. We thank both
                governments for taking this one together and in public. Other basins may wish to
                look at [how it was prepared](page:drought).
            """),
        ],
        links=[link("page", "drought"), link("page", "maren")],
    ),
]
