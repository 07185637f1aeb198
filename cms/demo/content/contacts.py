"""Whom readers can reach: offices and desks, never a person."""

from typing import Any

from cms.demo.writing import Ref

CONTACTS: dict[str, dict[str, Any]] = {
    "press": {
        "name": "Press Office",
        "role": "Questions from journalists, interviews, accreditation",
        "office": "Headquarters, Geneva",
        "email": "press@osral.example.org",
        "phone": "+41225550110",
        "languages": ["en", "fr", "es", "ar"],
        "image": Ref("picture", "city-river"),
    },
    "information": {
        "name": "Public Information Desk",
        "role": "Everything that is not answered on these pages",
        "office": "Headquarters, Geneva",
        "email": "info@osral.example.org",
        "phone": "+41225550100",
        "languages": ["en", "fr", "es", "ar", "de"],
    },
    "forecasting": {
        "name": "Flood and Drought Forecasting Centre",
        "role": "Duty desk, open day and night",
        "office": "Headquarters, Geneva",
        "email": "forecast@osral.example.org",
        "phone": "+41225550155",
        "languages": ["en", "fr"],
        "image": Ref("picture", "flow-curve"),
    },
    "data": {
        "name": "Data Service",
        "role": "Measurements, licences, programming interfaces",
        "office": "Headquarters, Geneva",
        "email": "data@osral.example.org",
        "phone": "+41225550120",
        "languages": ["en", "fr", "es"],
    },
    "grants": {
        "name": "Small Grants Desk",
        "role": "Advice before and after an application",
        "office": "Headquarters, Geneva",
        "email": "grants@osral.example.org",
        "phone": "+41225550130",
        "languages": ["en", "fr", "es", "ar", "pt"],
    },
    "maren-office": {
        "name": "Regional Office for the Maren Basin",
        "role": "Joint measuring, navigation, flood protection",
        "office": "River House, Maren Quay",
        "email": "maren@osral.example.org",
        "phone": "+41225550161",
        "languages": ["en", "fr", "ru"],
        "image": Ref("picture", "aqueduct"),
    },
    "selwa-office": {
        "name": "Regional Office for Lake Selwa",
        "role": "Lake recovery, fisheries, shore communities",
        "office": "North Shore Station",
        "email": "selwa@osral.example.org",
        "phone": "+41225550162",
        "languages": ["en", "ar", "sw"],
        "image": Ref("picture", "lake-dusk"),
    },
    "oruma-office": {
        "name": "Regional Office for the Oruma Delta",
        "role": "Levees, salt water, rice and fish",
        "office": "Delta Gate",
        "email": "oruma@osral.example.org",
        "phone": "+41225550163",
        "languages": ["en", "es", "pt"],
    },
}
