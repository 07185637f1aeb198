"""The pictures, by the scenes of `cms.demo.drawing`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PictureContent:
    """`description` is the alt text wherever a page does not give its own."""

    key: str
    scene: str
    title: str
    description: str
    caption: str = ""
    credit: str = "OSRAL"
    internal: bool = False


PICTURES = [
    PictureContent(
        "river-dawn",
        "river_at_dawn",
        "River at dawn",
        "A wide river winding out of misty hills at sunrise",
    ),
    PictureContent(
        "lake-dusk",
        "lake_at_dusk",
        "Lake at dusk",
        "A calm lake between reeds, with the last sun on the water",
    ),
    PictureContent(
        "snow-peaks",
        "snow_peaks",
        "Meltwater",
        "A stream runs through firs and meadows below snow-covered peaks",
    ),
    PictureContent(
        "rain", "rain_over_fields", "Rain over fields", "Heavy rain over green fields and a river"
    ),
    PictureContent(
        "dry-country",
        "dry_country",
        "Dry country",
        "A dry river bed between dunes under a white sun",
    ),
    PictureContent(
        "moonlit-water",
        "moonlit_water",
        "Moonlit water",
        "A full moon over a dark lake, its light broken by small waves",
    ),
    PictureContent(
        "forest", "misty_forest", "Forest in the mist", "Rows of fir trees fading into the mist"
    ),
    PictureContent(
        "aqueduct",
        "aqueduct",
        "Aqueduct",
        "A stone aqueduct with two rows of arches over a green river",
    ),
    PictureContent(
        "delta",
        "delta",
        "River delta from above",
        "A river splits into many arms between fields before it reaches the sea",
    ),
    PictureContent(
        "contour-map",
        "contour_map",
        "Map with contour lines",
        "A map of five hills and two rivers with four measuring stations",
    ),
    PictureContent(
        "wetland",
        "wetland_mosaic",
        "Wetland from above",
        "Blue and green pools of all sizes in a meadow, seen from above",
    ),
    PictureContent(
        "terraces",
        "terraces",
        "Flooded terraces",
        "Terraced fields full of water reflect the evening sky",
    ),
    PictureContent(
        "satellite",
        "satellite_tiles",
        "Moisture from space",
        "A grid of squares from brown to blue that shows a moist valley in dry land",
    ),
    PictureContent(
        "aquifer",
        "aquifer_section",
        "Layers of ground",
        "A cut through the ground: soil, sand, a layer full of water, clay, a deeper layer of "
        "water, and two wells",
    ),
    PictureContent(
        "flow-curve",
        "flow_curve",
        "A river’s year",
        "A curve of a river’s flow with a high peak in spring and a lower one in autumn",
    ),
    PictureContent(
        "ripples", "ripples", "Drop and ripples", "A drop above calm water and rings that spread"
    ),
    PictureContent(
        "city-river",
        "city_river",
        "City by the river",
        "Lit windows of a city and a bridge over a river in the evening",
    ),
    PictureContent(
        "cover-draft",
        "wave_pattern",
        "Cover of the next atlas (draft)",
        "A pattern of overlapping waves in blue, cream and orange",
        internal=True,
    ),
]

DESCRIPTIONS = {picture.key: picture.description for picture in PICTURES}
