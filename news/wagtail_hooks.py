from wagtail.snippets.models import register_snippet

from news.viewsets import TaxonomyViewSetGroup

register_snippet(TaxonomyViewSetGroup)
