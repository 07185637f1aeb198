"""What the demonstration says. Everything here is invented: the agency, its rivers, its news.

One file for each section; to change the demonstration, change these and nothing else, then run
`manage.py demo_catalogues` so that translators see the new texts.
"""

from cms.demo.content.about import ABOUT
from cms.demo.content.data import DATA
from cms.demo.content.extremes import EXTREMES
from cms.demo.content.groundwater import GROUNDWATER
from cms.demo.content.news import NEWS
from cms.demo.content.rivers import RIVERS
from cms.demo.content.support import SUPPORT

PAGES = [RIVERS, GROUNDWATER, EXTREMES, DATA, SUPPORT, ABOUT, NEWS]
