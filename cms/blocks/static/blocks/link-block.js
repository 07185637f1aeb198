/* The form of a link: of page, document, address …, shows the one that its kind asks for.
   A Stimulus controller, so it also starts for links that are added or duplicated. */
(() => {
  class LinkKind extends window.StimulusModule.Controller {
    connect() {
      this.show();
    }

    show() {
      const kind = this.element.querySelector('[data-contentpath="kind"] select');
      for (const { value } of kind.options) {
        const field = this.element.querySelector(`[data-contentpath="${value}"]`);
        if (field) field.hidden = value !== kind.value;
      }
    }
  }

  window.wagtail.app.register('link-kind', LinkKind);
})();
