"use strict";
/* The list beside its panel: keys, choosing rows, and a conversation that is kept on the server while it is typed. */
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const beside = one("[data-beside]");
  const side = one("[data-side]");
  const body = one("[data-side-body]");
  const isWide = matchMedia("(min-width: 61rem)");
  const LOGGED_OUT = "Je bent niet meer ingelogd. Je tekst staat nog hier.";
  const thisWindow = Math.random().toString(36).slice(2);
  let opener, opened, sent = 0;

  /* ---- One form: drafts, templates, rows, saving ---- */
  const talk = (form, done) => {
    const status = one("[data-status]", form);
    let pause, onItsWay, changed = false, isSaving = false, isStuck = false, busy = Promise.resolve();
    const say = (text) => (status.textContent = text);
    const token = () => one("[name=csrfmiddlewaretoken]", form);
    const post = (url, extra = {}, signal) => {
      const body = new URLSearchParams(new FormData(form));
      Object.entries(extra).forEach(([name, value]) => body.set(name, value));
      // The browser carries at most 64 kB for a page that is left.
      const keepalive = `${body}`.length < 60_000;
      const headers = { "X-Panel": form.dataset.talk || "1", "X-CSRFToken": token().value };
      return fetch(url, { method: "POST", body, redirect: "manual", keepalive, headers, signal }).catch(() => null);
    };
    const isSignedOut = (response) => response.type === "opaqueredirect" || response.status === 403;

    /* Gives whether the server has everything that was typed. */
    const keep = async () => {
      clearTimeout(pause);
      if (!changed) return !isStuck;
      changed = false;
      const line = (onItsWay = new AbortController());
      const order = { volgorde: `${thisWindow}.${(sent += 1)}` };
      let response = await post(form.dataset.draft, order, line.signal);
      if (response?.status === 403 && (await renewed())) response = await post(form.dataset.draft, order, line.signal);
      if (line === onItsWay) onItsWay = null;
      if (line.signal.aborted) return false;
      isStuck = !response?.ok;
      if (!isStuck) {
        one("[data-sign-in]", form)?.closest("p").remove();
        say(await response.text());
      } else {
        changed = true;
        say(response ? "Nog niet bewaard. Je tekst staat nog hier." : "Geen verbinding. Je tekst staat nog hier.");
        if (response && isSignedOut(response)) askToSignIn();
      }
      return !isStuck;
    };
    const queue = () => (busy = busy.then(keep));
    /* Who leaves while a slow line still brings what was typed before: the newest text goes, the older one need not. */
    const leave = () => {
      if (!changed || isSaving) return;
      onItsWay?.abort();
      keep();
    };

    const askToSignIn = () => {
      const place = one("[data-problem]", form);
      if (one("[data-sign-in]", place)) return;
      const box = Object.assign(document.createElement("p"), { className: "rs-notice rs-notice--letop" });
      const link = Object.assign(document.createElement("a"), {
        href: "/inloggen/?next=/hulp/", target: "_blank", rel: "noopener", textContent: "Log opnieuw in (nieuw tabblad)",
      });
      link.dataset.signIn = "";
      box.append(`${LOGGED_OUT} `, link, " en sla daarna op.");
      box.setAttribute("role", "alert");
      place.replaceChildren(box);
      box.scrollIntoView({ block: "nearest" });
      link.focus();
    };

    /* Who signed in again has another token: ask for a fresh one, and try once more. */
    const renewed = async () => {
      const response = await fetch(form.action, { headers: { "X-Panel": "1" }, redirect: "manual" }).catch(() => null);
      if (!response?.ok) return false;
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      token().value = one("[name=csrfmiddlewaretoken]", fresh).value;
      return true;
    };

    /* Saved once, however often somebody clicks; and what cannot be saved any more cannot be typed meanwhile. */
    const save = async () => {
      const focus = document.activeElement;
      clearTimeout(pause);
      changed = false;
      say("Bezig met opslaan");
      form.inert = true;
      let response = await post(form.action);
      if (response?.status === 403 && (await renewed())) response = await post(form.action);
      if (response?.status === 201) {
        isStuck = false;
        return done(await response.text(), response.headers.get("Location"));
      }
      form.inert = false;
      isSaving = false;
      changed = isStuck = true;
      if ([409, 422].includes(response?.status)) return replaceWith(await response.text());
      focus?.focus();
      say("Nog niet opgeslagen");
      if (response && isSignedOut(response)) return askToSignIn();
      say("Dit lukt nu niet. Je tekst staat nog hier. Probeer het zo opnieuw.");
    };

    const replaceWith = (html) => {
      const fresh = one("form[data-talk]", new DOMParser().parseFromString(html, "text/html"));
      // The answer to the panel and the page of its own are the same form.
      fresh.dataset.talk = form.dataset.talk;
      changed = isStuck = false;
      form.replaceWith(fresh);
      const next = talk(fresh, done);
      if (opened) opened = next;
      (one("[data-error-summary]", fresh) ?? one("[type=radio]", fresh)).focus();
    };

    const drop = async () => {
      clearTimeout(pause);
      changed = isStuck = false;
      const response = await post(form.dataset.draft, { weg: "ja" });
      const empty = response?.ok && (await fetch(form.action, { headers: { "X-Panel": "1" }, redirect: "manual" }).catch(() => null));
      if (empty?.ok) return replaceWith(await empty.text());
      if (response && isSignedOut(response)) return askToSignIn();
      say("Dit lukt nu niet. Probeer het zo opnieuw.");
    };

    const insert = (text) => {
      const note = one("textarea", form);
      note.value = note.value.trim() ? `${note.value.trimEnd()}\n\n${text}` : text;
      note.focus();
      note.setSelectionRange(note.value.length, note.value.length);
      changed = true;
      queue();
    };

    const addRow = () => {
      const total = one("[name$=TOTAL_FORMS]", form);
      const template = one("[data-row-template]", form);
      const html = template.innerHTML.replaceAll("__prefix__", total.value);
      template.insertAdjacentHTML("beforebegin", html);
      total.value = Number(total.value) + 1;
      one("input", template.previousElementSibling).focus();
    };

    const warn = async () => {
      const place = one("[data-day-warning]", form);
      const day = encodeURIComponent(one("[name=next_on]", form).value);
      const response = await fetch(`${place.dataset.dayWarning}?dag=${day}`).catch(() => null);
      if (response?.ok) place.innerHTML = await response.text();
    };

    const also = () => {
      const place = one("[data-also]", form);
      if (place) place.hidden = !form.elements.is_visible_to_inburgeraar.checked;
    };

    form.addEventListener("input", () => { changed = true; clearTimeout(pause); pause = setTimeout(queue, 800); });
    form.addEventListener("change", (event) => {
      if (event.target.name === "next_on") warn();
      also();
    });
    form.addEventListener("click", (event) => {
      const { insert: text, instead } = event.target.dataset;
      if (text !== undefined) { event.preventDefault(); insert(text); }
      if (instead) { one("[name=next_on]", form).value = instead; changed = true; queue(); warn(); }
      if ("more" in event.target.dataset) { event.preventDefault(); addRow(); }
      if ("dropDraft" in event.target.dataset) { event.preventDefault(); busy = busy.then(drop); }
    });
    form.addEventListener("submit", (event) => {
      if (event.submitter && !("save" in event.submitter.dataset)) return;
      event.preventDefault();
      if (isSaving) return;
      isSaving = true;
      busy = busy.then(save);
    });
    form.addEventListener("keydown", (event) => {
      if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); form.requestSubmit(one("[data-save]", form)); }
    });
    addEventListener("pagehide", leave);
    addEventListener("beforeunload", (event) => isStuck && form.isConnected && event.preventDefault());
    also();
    return { keep: queue };
  };

  const own = one("main [data-talk]");
  if (own && !own.closest("[data-side]")) talk(own, (_said, next) => location.assign(next));

  /* ---- The panel ---- */
  const openPanel = async (link) => {
    if (!(await closePanel(false))) return;
    one("main > [role=status]").replaceChildren(); // of the conversation before this one
    const response = await fetch(link.href, { headers: { "X-Panel": "1" }, redirect: "manual" }).catch(() => null);
    if (!response?.ok) return location.assign(link.href);
    body.innerHTML = await response.text();
    side.hidden = false;
    beside.classList.add("is-open");
    opener = link.closest("[data-row]").dataset.row;
    mark();
    opened = talk(one("form", body), saved);
    one("[type=radio]", body).focus();
    one(`[data-row="${opener}"]`)?.scrollIntoView({ block: "nearest" });
  };

  const mark = () => all("[data-row]").forEach((row) => row.classList.toggle("is-open", row.dataset.row === opener));

  /* Gives whether it closed: what the server does not have yet stays in sight. */
  const closePanel = async (focus = true) => {
    if (!opened) return true;
    if (!(await opened.keep())) return false;
    opened = null;
    side.hidden = true;
    body.replaceChildren();
    beside.classList.remove("is-open");
    const row = opener;
    opener = null;
    mark();
    if (focus) focusRow(row);
    return true;
  };

  const focusRow = (number, place = 0) => {
    const rows = all("[data-row]", beside).filter((row) => row.offsetParent);
    const row = rows.find((found) => found.dataset.row === number) ?? rows[Math.min(place, rows.length - 1)];
    const heading = one("h1");
    heading.tabIndex = -1; // when nobody is left in the list
    (row && (one("[data-panel]", row) ?? one("a", row)) || heading).focus();
  };

  /* What was saved shows at once: the same page is asked again, and the list put in the place of the old one. */
  const saved = async (said) => {
    const rows = all("[data-row]", beside);
    const [number, place] = [opener, rows.findIndex((row) => row.dataset.row === opener)];
    opened = null;
    await closeAndRefresh();
    tell(said);
    focusRow(number, place);
  };

  const closeAndRefresh = async () => {
    side.hidden = true;
    body.replaceChildren();
    beside.classList.remove("is-open");
    opener = null;
    const response = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (!response?.ok) return location.reload();
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    one("[data-refresh]").replaceWith(one("[data-refresh]", fresh));
    choose();
  };

  const tell = (said) => {
    const place = one("main > [role=status]");
    place.replaceChildren(Object.assign(document.createElement("div"), { className: "rs-notice", textContent: said }));
  };

  if (side) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-panel]");
      if (link && isWide.matches && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        openPanel(link);
      }
      if (event.target.closest("[data-close]")) closePanel();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && opened && !one("dialog[open]")) { event.preventDefault(); closePanel(); }
    });
  }

  /* ---- Choosing rows ---- */
  const list = () => one("[data-list]");
  const ticks = () => all("tbody [name=ids]", list() ?? document.createElement("p"));
  const choose = () => {
    const bulk = one("[data-bulk]");
    if (!bulk) return;
    const number = ticks().filter((tick) => tick.checked).length;
    bulk.classList.toggle("is-idle", !number);
    bulk.classList.toggle("is-chosen", number > 0);
    one("[data-chosen]").textContent = `${number} gekozen:`;
  };
  document.addEventListener("change", (event) => {
    if ("all" in event.target.dataset) ticks().forEach((tick) => (tick.checked = event.target.checked));
    if (event.target.closest("[data-list]")) choose();
  });
  addEventListener("pageshow", choose);
  choose();

  /* ---- Keys, only while the focus is in the list ---- */
  const rows = () => all("tbody tr", list()).filter((row) => row.offsetParent);
  const current = () => document.activeElement.closest("tbody tr");
  const step = (by) => {
    const known = rows();
    const place = known.indexOf(current()) + by;
    one("th a", known[Math.max(0, Math.min(place, known.length - 1))])?.focus();
  };
  const press = (selector, row) => {
    if (!ticks().some((tick) => tick.checked)) one("[name=ids]", row).checked = true;
    choose();
    one(selector, list())?.click();
  };
  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    x: (row) => row && one("[name=ids]", row).click(),
    Enter: (row) => row && location.assign(one("th a", row).href),
    g: (row) => row && one("[data-panel]", row).click(),
    t: (row) => row && press("[value=taak]", row),
    o: (row) => row && press("[data-assign]", row),
    "/": () => one("[data-find]").focus(),
    "?": () => one("[data-keys-help]").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const on = event.target;
    const inside = list() && on.closest("[data-list]");
    if (!inside || "keysOff" in list().dataset || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && on.matches("a, button")) return;
    if (!Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key](current());
  });

  /* Choices close again when somebody clicks beside them. */
  document.addEventListener("click", (event) => {
    all("[data-drop][open]").forEach((drop) => drop.contains(event.target) || (drop.open = false));
  });
})();
