"""An editor's hands: what the journeys do in the admin again and again."""

from django.contrib.auth import get_user_model
from playwright.sync_api import FrameLocator, Locator, Page, expect


class Admin:
    """The admin in a browser window, as somebody who knows their way around."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def log_in(self) -> None:
        get_user_model()._default_manager.create_superuser("editor", password="secret")
        self.page.goto("/admin/")
        self.page.get_by_label("Username").fill("editor")
        self.page.get_by_label("Password").fill("secret")
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", name="Content")).to_be_visible()

    # the form

    def field(self, name: str) -> Locator:
        return self.page.locator(f"[name='{name}']")

    def fill(self, name: str, text: str) -> None:
        self.field(name).fill(text)
        self.field(name).blur()

    def publish(self) -> None:
        self.page.get_by_role("button", name="More actions").click()
        self.page.get_by_role("button", name="Publish", exact=True).click()

    def save_draft(self) -> None:
        self.page.get_by_role("button", name="Save draft").click()

    def expect_success(self, words: str) -> None:
        expect(self.page.locator(".messages .success")).to_contain_text(words)

    def errors(self) -> list[str]:
        """All messages at fields that can be seen."""
        shown = self.page.locator(".w-field__errors .error-message, .help-critical")
        expect(shown.first).to_be_visible()
        return [" ".join(each.split()) for each in shown.all_inner_texts() if each.strip()]

    # streams

    def stream(self, name: str) -> Locator:
        return self.page.locator(f"[data-contentpath='{name}']").first

    def open_block_chooser(self, stream: str) -> None:
        self.stream(stream).locator(".c-sf-add-button").last.click()

    def add_block(self, stream: str, name: str = "") -> Locator:
        """Put a block at the end of a stream; one that knows one kind of block asks nothing."""
        container = self.stream(stream).locator("[data-streamfield-stream-container]").first
        blocks = container.locator("> [data-streamfield-child]")
        before = blocks.count()
        self.open_block_chooser(stream)
        if name:
            self.page.get_by_role("option", name=name, exact=True).click()
        expect(blocks).to_have_count(before + 1)
        return blocks.last

    def block_sample(self, name: str) -> FrameLocator:
        """What the open block chooser shows of a block."""
        row = self.page.locator(".w-combobox__option-row").filter(
            has=self.page.get_by_role("option", name=name, exact=True)
        )
        row.get_by_role("button", name="Preview").click()
        return self.page.frame_locator(".w-combobox-preview__iframe")

    # choosers and panels

    def choose_image(self, within: Locator, title: str) -> None:
        within.get_by_role("button", name="Choose an image").click()
        self.page.locator(".modal-body").get_by_role("link", name=title).click()
        expect(within.locator(".chooser__title")).to_have_text(title)

    def preview(self) -> FrameLocator:
        """Open the preview panel; what is in it."""
        toggle = self.page.get_by_role("button", name="Toggle preview")
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()
        return self.page.frame_locator("#w-preview-iframe")
