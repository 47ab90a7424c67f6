"use strict";
/*
 * A part of the intake keeps itself on the server while somebody types: form[data-draft=url], [data-draft-status].
 * Nothing about a person goes into the storage of the browser. When the session has ended, sending waits: the text stays
 * on the page until somebody is logged in again in another tab.
 */
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const status = form.querySelector("[data-draft-status]");
  const signIn = form.querySelector("[data-draft-sign-in]");
  const SIGNED_OUT = "Nog niet bewaard: je bent uitgelogd. Je tekst staat nog op deze bladzijde.";
  const NO_CONNECTION = "Geen verbinding. Je tekst staat nog op deze bladzijde.";
  let pause, sent = "", submitting = false, sending = Promise.resolve(true);

  const typed = () => new URLSearchParams(new FormData(form));
  const token = () => form.elements.csrfmiddlewaretoken;
  // After a new login the page has another token: the page itself is asked for it.
  const refreshToken = async () => {
    const page = await fetch(location.href, { redirect: "manual" });
    if (!page.ok) return false;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
    if (fresh) token().value = fresh.value;
    return Boolean(fresh);
  };
  const post = () => fetch(form.dataset.draft, { method: "POST", body: typed(), redirect: "manual" }).catch(() => null);

  const keep = async () => {
    const body = `${typed()}`;
    if (body === sent) return true;
    let response = await post();
    if (response && !response.ok && (await refreshToken().catch(() => false))) response = await post();
    const kept = Boolean(response?.ok);
    if (kept) sent = body;
    signIn.hidden = kept || !response;
    status.textContent = kept
      ? await response.text()
      : response ? SIGNED_OUT : NO_CONNECTION;
    return kept;
  };
  const queue = () => (sending = sending.then(keep, keep));

  sent = `${typed()}`;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(queue, 800);
  });
  form.addEventListener("change", () => {
    clearTimeout(pause);
    queue();
  });
  form.addEventListener("submit", async (event) => {
    if (submitting) return event.preventDefault(); // a second click would meet the version of the first
    submitting = true;
    if (`${typed()}` === sent && signIn.hidden) return;
    event.preventDefault();
    clearTimeout(pause);
    if (!(await queue())) {
      submitting = false;
      return status.scrollIntoView({ block: "center" });
    }
    const { name, value } = event.submitter ?? {};
    if (name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    form.submit();
  });

  // The small forms (a place, a route) keep no draft: before one goes, the session is asked for, so its text stays too.
  let stale = false;
  const isSignedIn = async (other) => {
    if (stale && (await refreshToken().catch(() => false))) other.elements.csrfmiddlewaretoken.value = token().value;
    const answer = await fetch(form.dataset.draft, { redirect: "manual" }).catch(() => null);
    if (answer?.status === 405) return true; // that address takes a POST only; who is not signed in is sent away
    stale = true;
    signIn.hidden = !answer;
    status.textContent = answer ? SIGNED_OUT : NO_CONNECTION;
    return false;
  };
  for (const other of document.querySelectorAll("form[data-guard]")) {
    other.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await isSignedIn(other)) other.submit();
      else status.scrollIntoView({ block: "center" });
    });
  }
})();
