"use strict";
/*
 * The PIP: a concept keeps itself on the server while somebody writes, and values for DUO are copied. Nothing about a
 * person stays in the browser; without this script the buttons do the same.
 */
(() => {
  const form = document.querySelector("form[data-keep]");
  if (form) {
    const said = form.querySelector("[data-kept]");
    const token = form.querySelector("[name=csrfmiddlewaretoken]");
    let timer, changed = false, leaving = false, saving = Promise.resolve(true);
    const send = (more) => {
      const headers = { "X-Autosave": "1", "X-CSRFToken": token.value };
      return fetch(location.pathname, { method: "POST", headers, body: new FormData(form), redirect: "manual", ...more }).catch(() => null);
    };
    // After a new login in another tab the page has another token: the page itself is asked for it.
    const renewed = async () => {
      const page = await fetch(location.pathname, { redirect: "manual" }).catch(() => null);
      if (!page?.ok) return false;
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-keep] [name=csrfmiddlewaretoken]");
      if (fresh) token.value = fresh.value;
      return Boolean(fresh);
    };
    const askToSignIn = () => {
      const link = Object.assign(document.createElement("a"), {
        href: "/inloggen/?next=/hulp/", target: "_blank", rel: "noopener", textContent: "Log opnieuw in (nieuw tabblad)",
      });
      said.replaceChildren("Je bent niet meer ingelogd. Je tekst staat nog hier. ", link, " en bewaar daarna.");
      said.scrollIntoView({ block: "center" });
    };
    const show = async (response) => {
      const version = response.headers.get("X-Version");
      if (version) {
        form.elements.expected_version.value = version;
        // What was wrong before is right now: the messages of the former page no longer hold.
        for (const old of document.querySelectorAll(".rs-error-summary, .utrecht-form-field-error-message")) old.remove();
        for (const field of form.querySelectorAll(".utrecht-form-field--invalid")) field.classList.remove("utrecht-form-field--invalid");
        for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
      }
      form.querySelector("[data-checks]").innerHTML = await response.text();
      said.textContent = response.headers.get("X-Saved") || "Nog niet opgeslagen";
    };
    // Whether the server read the form; what it refuses it says itself.
    const keep = async () => {
      if (leaving) return true;
      changed = false;
      let response = await send();
      if (response?.status === 403 && (await renewed())) response = await send();
      if (leaving) return true;
      const read = Boolean(response) && [200, 409, 422].includes(response.status);
      if (read) await show(response);
      else {
        changed = true;
        if (response && (response.type === "opaqueredirect" || response.status === 403)) askToSignIn();
        else said.textContent = response ? "Nog niet opgeslagen. Gebruik de knop Bewaar." : "Geen verbinding. Je tekst staat nog hier.";
      }
      return read;
    };
    const queue = () => (saving = saving.then(keep, keep));
    const soon = (pause) => {
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(queue, pause);
    };
    form.addEventListener("input", () => soon(800));
    form.addEventListener("change", () => soon(200));
    addEventListener("pagehide", () => changed && !leaving && send({ keepalive: true }));
    form.addEventListener("submit", async (event) => {
      clearTimeout(timer);
      if (leaving) return;
      // The save on its way comes first, or one would meet oneself as a colleague; and without a session the text stays.
      event.preventDefault();
      if (!(await queue())) return;
      leaving = true;
      form.requestSubmit(event.submitter);
    });
    addEventListener("pageshow", () => (leaving = false));
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      document.querySelector("[data-copied]").textContent = `Gekopieerd: ${button.dataset.copy.split("\n")[0]}`;
    });
  }
})();
