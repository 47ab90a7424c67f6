"use strict";
/*
 * The PIP: a concept keeps itself on the server while somebody writes, and values for DUO are copied. Nothing about a
 * person stays in the browser; without this script the buttons do the same.
 */
(() => {
  const form = document.querySelector("form[data-keep]");
  if (form) {
    const said = form.querySelector("[data-kept]");
    let timer, busy = false, again = false, leaving = false;
    const keep = async () => {
      if (busy) return (again = true);
      busy = true;
      const headers = { "X-Autosave": "1", "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value };
      const response = await fetch(location.pathname, { method: "POST", headers, body: new FormData(form), redirect: "manual" }).catch(() => 0);
      busy = false;
      if (leaving) return;
      const version = response && response.headers.get("X-Version");
      if (version) {
        form.elements.expected_version.value = version;
        // What was wrong before is right now: the messages of the former page no longer hold.
        for (const old of document.querySelectorAll(".rs-error-summary, .utrecht-form-field-error-message")) old.remove();
        for (const field of form.querySelectorAll(".utrecht-form-field--invalid")) field.classList.remove("utrecht-form-field--invalid");
        for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
      }
      if (response && [200, 409, 422].includes(response.status)) {
        form.querySelector("[data-checks]").innerHTML = await response.text();
        said.textContent = response.headers.get("X-Saved") || "Nog niet opgeslagen";
      } else said.textContent = "Nog niet opgeslagen. Gebruik de knop Bewaar.";
      if (again) { again = false; keep(); }
    };
    form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(keep, 200); });
    form.addEventListener("submit", async (event) => {
      clearTimeout(timer);
      again = false;
      if (!busy) return (leaving = true);
      // The version of the save that is on its way comes first: otherwise one would meet oneself as a colleague.
      event.preventDefault();
      while (busy) await new Promise((done) => setTimeout(done, 30));
      form.requestSubmit(event.submitter);
    });
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      document.querySelector("[data-copied]").textContent = `Gekopieerd: ${button.dataset.copy.split("\n")[0]}`;
    });
  }
})();
