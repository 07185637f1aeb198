"""`manage.py schema_audit`: after a change of the content model, what no longer has a place."""

import json
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Site

from cms.core.trees import Forest
from cms.delivery.audit import audit
from cms.delivery.scope import Scope


class Command(BaseCommand):
    help = (
        "List what live pages, drafts and snippets hold that the API leaves out or makes up: "
        "blocks and fields that no longer exist, choices that cannot be made any more, required "
        "things that are empty, references to what was deleted. Exit status 1 if there is any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="One JSON object a line.")

    def handle(self, *args: Any, **options: Any) -> None:
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            raise CommandError("No site is set up here.")
        count: Counter[str] = Counter()
        found = 0
        for finding in audit(Scope(Forest.load(), site), count):
            found += 1
            if options["json"]:
                self.stdout.write(json.dumps(finding.as_dict(), ensure_ascii=False))
            else:
                self.stdout.write(
                    f"{finding.type} {finding.id} “{finding.title}” ({finding.version})\n"
                    f"    {finding.pointer}: {finding.message}"
                )
        looked_at = f"{count['live']} live and {count['draft']} drafts looked at"
        self.stderr.write(f"{looked_at}, {found} things do not fit.")
        if found:
            raise SystemExit(1)
