"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);

  /* A key clicks the button that shows it: [data-shortcut=key]. app.js turns the keys off and on by [data-keys-toggle]. */
  const toggle = one("[data-keys-toggle]");
  one("[data-keys-line]").hidden = false;
  document.addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat;
    if (modified || toggle.getAttribute("aria-pressed") === "false") return;
    // In a field a letter is a letter, and in a scrolling table an arrow scrolls.
    if (event.target.closest("textarea, select, input, [contenteditable], [role=region]")) return;
    const button = one(`[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  /* What was typed in a form[data-keep] is saved before another button leaves the page; what is refused is shown. */
  const dirty = new Set();
  for (const form of document.querySelectorAll("form[data-keep]")) {
    form.addEventListener("input", () => dirty.add(form));
  }
  const keep = async (form) => {
    const sent = { method: "POST", body: new FormData(form), redirect: "manual" };
    const response = await fetch(form.action, sent).catch(() => null);
    const said = form.querySelector("[data-kept]");
    if (!response) said.textContent = "Geen verbinding. Je tekst staat nog hier. Probeer het zo opnieuw.";
    else if (response.type === "opaqueredirect") return dirty.delete(form);
    else {
      dirty.clear();
      form.submit();
    }
    return false;
  };
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    dirty.delete(form);
    if (!dirty.size) return;
    event.preventDefault();
    for (const other of [...dirty]) if (!(await keep(other))) return;
    if (submitter?.name) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
    }
    form.submit();
  });
  addEventListener("beforeunload", (event) => dirty.size && event.preventDefault());
})();
