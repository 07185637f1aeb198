"""The words by which news is sorted, by their slugs."""

TOPICS = {
    "floods": "Floods",
    "drought": "Drought",
    "groundwater": "Groundwater",
    "water-quality": "Water quality",
    "ecosystems": "Living rivers and wetlands",
    "cooperation": "Cooperation between countries",
    "open-data": "Open data",
}

PLACES = {
    "geneva": "Geneva",
    "maren-basin": "Maren Basin",
    "lake-selwa": "Lake Selwa",
    "oruma-delta": "Oruma Delta",
    "velda-valley": "Velda Valley",
    "quilora-highlands": "Quilora Highlands",
    "halune-coast": "Halune Coast",
}
