"""What the last step of a workflow does (the setting WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail reads this file while its models are being made, so that it imports nothing at the top.
"""

from typing import Any


def publish_after_source(workflow_state: Any, user: Any = None) -> None:
    """Wagtail's own action, unless the source of a translation was never published."""
    from wagtail.workflows import publish_workflow_state

    from cms.localization.going_live import waits_for_its_source

    if not waits_for_its_source(workflow_state.content_object):
        publish_workflow_state(workflow_state, user=user)
