"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const show = (element, visible) => element && (element.hidden = !visible);

  // Private browsing may refuse storage: then drafts live as long as the page.
  const storage = (name) => {
    try {
      window[name].setItem("proef", "");
      window[name].removeItem("proef");
      return window[name];
    } catch {
      return Object.create({
        getItem(key) { return this[key] ?? null; },
        setItem(key, value) { this[key] = value; },
        removeItem(key) { delete this[key]; },
      });
    }
  };
  const store = storage("localStorage");

  /*
   * A random name for this window, so that a reply that got lost is not taken for somebody else's change. While a page is
   * open the name is not in the storage: a tab that is copied gets a name of its own.
   */
  const tab = storage("sessionStorage");
  const screen = tab.getItem("scherm") ?? [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
  const lend = () => tab.removeItem("scherm");
  lend();
  addEventListener("pageshow", lend);
  addEventListener("pagehide", () => tab.setItem("scherm", screen));

  /*
   * Answers save themselves. [data-autosave="seat/question"] names a draft, kept until the server has it; drafts the same
   * seat left on other pages go along. Only the status text changes, never a field.
   */
  const PREFIX = "antwoord:";
  const forms = all("form[data-autosave]");
  const seat = one("[data-autosave]")?.dataset.autosave.replace(/[^/]*$/, "");
  const banner = one("[data-offline]");
  let wait = 5000, timer, busy;

  const read = (key) => JSON.parse(store.getItem(PREFIX + key));
  const write = (key, draft) => store.setItem(PREFIX + key, JSON.stringify(draft));
  const forget = (key) => store.removeItem(PREFIX + key);
  const unsent = () =>
    Object.keys(store)
      .filter((key) => key.startsWith(PREFIX + seat))
      .map((key) => key.slice(PREFIX.length))
      .filter((key) => !read(key).stopped);
  const formOf = (key) => forms.find((form) => form.dataset.autosave === key);
  const say = (key, text) => {
    const status = formOf(key)?.querySelector("[data-status]");
    if (status) status.textContent = text;
  };

  const keep = (form) => {
    const fields = new FormData(form);
    fields.delete("csrfmiddlewaretoken");
    fields.set("screen", screen);
    const url = form.getAttribute("action") || location.pathname;
    write(form.dataset.autosave, { url, body: `${new URLSearchParams(fields)}`, number: Math.random() });
  };

  const restore = (form) => {
    const key = form.dataset.autosave;
    const draft = read(key);
    if (!draft) return;
    const values = new URLSearchParams(draft.body);
    for (const field of form.elements) {
      if (/radio|checkbox/.test(field.type)) field.checked = values.getAll(field.name).includes(field.value);
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
    write(key, { ...draft, stopped: false });
  };

  const saved = async (key, draft, response) => {
    const version = response.headers.get("X-Version");
    const field = formOf(key)?.querySelector("[data-version]");
    const newer = read(key)?.number !== draft.number;
    if (version && field) field.value = version;
    if (!newer) forget(key);
    else if (version && field) keep(formOf(key));
    say(key, await response.text());
  };

  // Sending the same again cannot help: a person must look at it first.
  const refused = async (key, draft, response) => {
    if (read(key)?.number === draft.number) write(key, { ...draft, stopped: true }); // what was typed meanwhile goes next
    const place = one(response.status === 409 ? "[data-conflict]" : "[data-error]");
    if (!place || ![409, 422].includes(response.status)) {
      return say(key, "Niet opgeslagen. Ververs de pagina. Je antwoord is bewaard op dit apparaat.");
    }
    place.innerHTML = await response.text();
    show(place, true);
    say(key, "Nog niet opgeslagen");
  };

  const later = (key, text) => {
    say(key, text);
    timer = setTimeout(flush, wait);
    wait = Math.min(wait * 2, 60000);
  };

  const send = async () => {
    clearTimeout(timer);
    for (let key; (key = unsent()[0]); ) {
      const draft = read(key);
      const headers = { "X-CSRFToken": one("[name=csrfmiddlewaretoken]")?.value, "X-Autosave": "1" };
      const body = new URLSearchParams(draft.body);
      const response = await fetch(draft.url, { method: "POST", headers, body, redirect: "manual" }).catch(() => 0);
      show(banner, !response);
      if (!response) return later(key, "Nog niet verstuurd");
      if (response.status >= 500 || response.status === 429) return later(key, "Opslaan lukt nu niet. We proberen het opnieuw.");
      wait = 5000;
      await (response.ok ? saved : refused)(key, draft, response);
    }
  };
  const flush = () => (busy ||= send().finally(() => (busy = null)));

  for (const form of forms) {
    const key = form.dataset.autosave;
    let pause;
    form.addEventListener("change", () => { clearTimeout(pause); keep(form); flush(); });
    form.addEventListener("input", () => { clearTimeout(pause); keep(form); pause = setTimeout(flush, 800); });
    form.addEventListener("submit", async (event) => {
      if (!read(key) || read(key).stopped) return;
      event.preventDefault();
      await flush();
      await flush(); // what was typed meanwhile
      if (read(key)) return;
      const { name, value } = event.submitter ?? {};
      if (name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      form.submit();
    });
    restore(form);
  }
  if (seat) {
    addEventListener("offline", () => show(banner, true));
    addEventListener("online", () => { show(banner, false); flush(); });
    addEventListener("beforeunload", (event) => unsent().length && event.preventDefault());
    one("[data-conflict]")?.addEventListener("submit", () => forms.forEach((form) => forget(form.dataset.autosave)));
    flush();
  }

  /* Keys 1-5, 0 and Enter on the question page; [data-keys-toggle] switches them off for good. */
  const keys = one("[data-keys]");
  const toggle = one("[data-keys-toggle]");
  const off = () => store.getItem("sneltoetsen") === "uit";
  toggle?.setAttribute("aria-pressed", !off());
  toggle?.addEventListener("click", () => {
    store.setItem("sneltoetsen", off() ? "aan" : "uit");
    toggle.setAttribute("aria-pressed", !off());
  });
  keys && document.addEventListener("keydown", (event) => {
    const on = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || off()) return;
    if (on.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]")) return;
    const answer = /^[0-5]$/.test(event.key) && keys.querySelector(`[data-key="${event.key}"]`);
    if (answer) {
      answer.focus();
      answer.click();
    } else if (event.key === "Enter" && !on.matches("a, button, summary")) {
      event.preventDefault();
      keys.querySelector("[data-next]")?.click();
    }
  });

  /* [data-poll=url] asks every data-interval seconds; 304 is nothing new, 286 is the last word. */
  for (const region of all("[data-poll]")) {
    const { poll, interval = 3, limit } = region.dataset;
    const button = one("[data-poll-pause]");
    const paused = () => button?.getAttribute("aria-pressed") === "true";
    const until = limit ? Date.now() + limit * 1000 : Infinity;
    let etag;
    const ask = async () => {
      if (Date.now() > until) return show(one("[data-poll-ended]"), true);
      const headers = etag ? { "If-None-Match": etag } : {};
      const response = !paused() && (await fetch(poll, { headers, cache: "no-store" }).catch(() => 0));
      if (response?.ok && !paused()) {
        const id = region.contains(document.activeElement) && document.activeElement.id;
        etag = response.headers.get("ETag");
        region.innerHTML = await response.text();
        if (id) document.getElementById(id)?.focus();
        if (response.status === 286) return;
      }
      again();
    };
    const again = () => setTimeout(ask, interval * 1000);
    button?.addEventListener("click", () => button.setAttribute("aria-pressed", !paused()));
    again();
  }

  /* A choice by mouse or finger sends itself. The arrow keys would send every step, so there the button does. */
  for (const select of all("select[data-submit-on-change]")) {
    let typed = false;
    select.addEventListener("keydown", (event) => (typed = event.key !== "Tab"));
    select.addEventListener("pointerdown", () => (typed = false));
    select.addEventListener("change", () => typed || select.form.requestSubmit());
  }

  /* Where one is stays in sight in a row of pages that is wider than a telephone. */
  for (const here of all(".rs-tabs [aria-current]")) {
    const row = here.closest(".rs-tabs");
    row.scrollLeft = here.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }

  one("[data-error-summary]")?.focus();
})();
