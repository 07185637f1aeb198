from wagtail.snippets.models import register_snippet

from cms.contacts.viewsets import ContactViewSet

register_snippet(ContactViewSet)
