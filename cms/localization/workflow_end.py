"""What the last step of a workflow does (the setting WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail reads this file while its models are being made, so that it imports nothing at the top.
"""

from typing import Any


def publish_if_one_may(workflow_state: Any, user: Any = None) -> None:
    """Wagtail's own action, but for reviewers who may not publish, and for translations of what
    was never published: what they approve waits, as a draft, for somebody who publishes it."""
    from wagtail.workflows import publish_workflow_state

    from cms.localization.going_live import waits_for_its_source
    from cms.localization.permissions import may_publish

    content = workflow_state.content_object
    if not waits_for_its_source(content) and (user is None or may_publish(user, content)):
        publish_workflow_state(workflow_state, user=user)
