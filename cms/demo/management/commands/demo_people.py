"""Make the groups and users by which translation can be tried in every role."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.demo.people import change_passwords, make_people


class Command(BaseCommand):
    help = (
        "Creates example groups for editors, translators, reviewers and publishers, with a user "
        "in each. For trying things out; not for a site in use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", required=True, help="Of the new users.")
        parser.add_argument(
            "--replacing",
            metavar="PASSWORD",
            help="Make nobody; give the password to those of them who still have this one.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["replacing"]:
            change_passwords(options["replacing"], options["password"])
        elif made := make_people(options["password"]):
            self.stdout.write(f"Users with the same password: {', '.join(made)}")
