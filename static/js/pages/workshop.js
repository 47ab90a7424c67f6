"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];

  /* [data-counter-for=id] tells how many signs are left in a text with data-max. */
  for (const counter of all("[data-counter-for]")) {
    const field = document.getElementById(counter.dataset.counterFor);
    const tell = () => {
      const left = Number(field.dataset.max) - field.value.trim().length;
      counter.textContent = left < 0 ? `${(-left).toLocaleString("nl-NL")} tekens te lang (maximaal ${field.dataset.max})` : `Nog ${left} tekens`;
      counter.classList.toggle("is-too-long", left < 0);
    };
    field.addEventListener("input", tell);
    tell();
  }

  /* What was refused and then saved needs no longer be looked at. */
  const status = document.querySelector("[data-status]");
  if (status) {
    const clear = () => all("[data-error]").forEach((place) => (place.hidden ||= status.textContent.startsWith("Opgeslagen")));
    new MutationObserver(clear).observe(status, { childList: true });
  }

  const kept = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null; // private browsing may refuse
    }
  };

  /* [data-unsent=draft] shows what this device still holds of an answer that is no longer taken. */
  for (const section of all("[data-unsent]")) {
    const draft = section.hidden && kept(`antwoord:${section.dataset.unsent}`);
    if (!draft) continue;
    const typed = new URLSearchParams(draft.body);
    const words = section.dataset.words.split("|")[Number(typed.get("value") || NaN) + 2];
    section.querySelector("textarea").value = [words, typed.get("note"), typed.get("would_move")].filter(Boolean).join("\n");
    section.hidden = false;
  }

  /* [data-print] prints the page. */
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  /* [data-tick] are counted in [data-tick-count]. */
  const ticks = all("[data-tick]");
  const count = document.querySelector("[data-tick-count]");
  for (const tick of ticks) {
    tick.addEventListener("change", () => (count.textContent = ticks.filter((one) => one.checked).length));
  }

  /* [data-copy=id] copies the text of a field and says so beside it. */
  for (const button of all("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[data-copied]");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Gekopieerd";
    });
  }
})();
