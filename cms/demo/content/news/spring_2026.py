"""News from January to June 2026."""

from cms.demo.writing import (
    Ref,
    article,
    contacts,
    figures,
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
        "news-halune-joins",
        "Two countries of the Halune Coast join OSRAL",
        "2026-01-15",
        "press_release",
        about="cooperation groundwater",
        where="halune-coast geneva",
        ask="press information",
        dateline="Geneva",
        introduction="After seven years as observers, both countries of the Halune Coast have "
        "become full members. The family of shared waters now counts forty-two.",
        image=Ref("picture", "city-river"),
        image_alt="Flags of forty-two members were raised over the river in Geneva",
        body=[
            text("""
                The coast has no large river. What its two countries share lies out of sight: a
                belt of fresh groundwater along the beach, no thicker than forty metres, on which
                nine towns depend and into which the sea is pressing.
            """),
            figures(
                "The Halune Coast",
                ("310 km", "of shared coastline", "Survey of 2024"),
                ("9 towns", "that live on groundwater alone", "Survey of 2024"),
                ("150 m a year", "by which salt water moves inland", "Survey of 2024"),
            ),
            text("""
                First on the list is a chain of sixty measuring wells, read by both sides. Levee
                masters from the [Oruma Delta](page:news-oruma-reeds) will advise on the shore.
            """),
            related_pages("", "members", "groundwater"),
        ],
    ),
    article(
        "news-selwa-fish",
        "The fish that nobody had released",
        "2026-02-26",
        "story",
        about="ecosystems",
        where="lake-selwa",
        ask="selwa-office",
        dateline="North Shore Station",
        introduction="Biologists had planned to bring the silver barbel back to Lake Selwa. When "
        "they arrived with their tanks, it was already there.",
        image=Ref("picture", "moonlit-water"),
        image_alt="The southern bay by night, when the barbel comes to the surface",
        body=[
            text("""
                The tanks had travelled for three days. In them swam four hundred young barbels
                from the last breeding station. The first net, thrown only to test the water, came
                up with eleven fish, all of them older than the plan to save them.
            """),
            heading("A river that nobody had looked at"),
            text("""
                They must have survived in a side stream with no name and no gauge, fed by a spring
                under a road. When the lake rose far enough, the way was open. The stream has a
                [gauge](page:quality) now, and the children of the nearest school have named it.
            """),
            picture("wetland", "The spring under the road, seen from above."),
            notice(
                "success",
                "And the four hundred?",
                "They were released as well. It was agreed that more company could do no harm.",
            ),
        ],
        links=[link("page", "selwa")],
    ),
    article(
        "news-maren-flood",
        "Statement on the flood on the lower Maren",
        "2026-03-19",
        "statement",
        about="floods cooperation",
        where="maren-basin",
        ask="forecasting press maren-office",
        dateline="Geneva",
        introduction="The peak of the flood has passed Maren Quay. Two hundred thousand people "
        "left their homes in time, and nobody is missing.",
        image=Ref("picture", "rain"),
        image_alt="Rain over the lower Maren on the day before the peak",
        body=[
            text("""
                At 4.20 this morning the Maren reached 9.14 metres at Maren Quay, eleven
                centimetres below the flood of 1993. Then, 83 people died. Today the five countries
                of the basin report that **nobody is missing**.
            """),
            text("""
                Our thoughts are with those who will find mud in their kitchens. Our thanks go to
                4,600 river stewards, who knocked at every door in the red zone, some of them
                twice.
            """),
            table(
                "Two floods compared",
                {"What is compared": "text", "1993": "text", "2026": "text"},
                ("Level at Maren Quay", "9.25 m", "9.14 m"),
                ("First public warning", "20 minutes before", "5 days before"),
                ("Houses flooded", "61,000", "23,500"),
            ),
            heading("What we ask for"),
            text("""
                The river commission will meet on 2 April to decide on help among neighbours. We
                ask all members to keep the data lines open until the second wave has passed.
            """),
            contacts("For enquiries by day and night", "forecasting", "press"),
        ],
        links=[
            link("page", "warning"),
            link("url", "https://warnings.osral.example.org/maren", "Levels, every hour", "en"),
            link("phone", "+41225550155", "Duty desk"),
        ],
    ),
    article(
        "news-assembly-speech",
        "“A river is a conversation”: opening of the forty-first Assembly",
        "2026-05-20",
        "speech",
        about="cooperation",
        where="geneva",
        ask="press",
        dateline="Geneva",
        introduction="Speech of the Director-General’s Office at the opening of the forty-first "
        "session of the Assembly. The spoken word prevails.",
        image=Ref("picture", "ripples"),
        body=[
            text("""
                Excellencies, dear neighbours,
            """),
            text("""
                In the entrance hall of this house stands a glass of water. It is changed every
                morning, and every morning it comes from another of our fifty-eight basins. Most of
                you have walked past it. Today, please stop for a moment.
            """),
            quote(
                "A river is a conversation between everybody who lives along it. Our task is to "
                "see that nobody is left out of it.",
                "Office of the Director-General",
            ),
            heading("Three questions for this week"),
            text("""
                1. Are we ready to give the river its share *before* we take ours?
                2. Will the warning reach the last house in the language that is spoken in it?
                3. Can our grandchildren check our figures?
            """),
            text("""
                We have answers on paper: the [strategy](document:strategy) that you adopted last
                year. This week is about water. I declare the session open.
            """),
        ],
    ),
]
