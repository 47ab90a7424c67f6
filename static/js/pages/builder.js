// Beside the builder of a scenario: reckon again after a choice. Without this file the button "Reken door" does it.
"use strict";
(() => {
  const form = document.querySelector("[data-builder]");
  if (!form) return;
  const wait = 300;
  let timer;
  let asked;

  const reckon = async () => {
    asked?.abort();
    asked = new AbortController();
    const typed = new FormData(form);
    typed.set("preview", "ja");
    try {
      const answer = await fetch(form.action, { method: "POST", body: typed, signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // Signed out, or an error page: what stood there stays, and the button still works.
      for (const now of page.querySelectorAll("[data-outcome]")) {
        const here = document.querySelector(`[data-outcome="${now.dataset.outcome}"]`);
        if (here.innerHTML !== now.innerHTML) here.replaceChildren(...now.childNodes);
      }
    } catch (error) {
      if (error.name !== "AbortError") console.warn(error);
    }
  };

  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(reckon, wait);
  });
})();
