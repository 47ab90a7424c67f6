"use strict";
/*
 * Says that a document was read: after it was in sight for [data-reading] seconds and somebody touched, scrolled or
 * pressed a key. Whatever only opens the address, such as a mail filter, does none of that. Without this file the button does it.
 */
(() => {
  const form = document.querySelector("form[data-reading]");
  const status = document.querySelector("[data-reading-status]");
  if (!form) return;
  const SIGNS = ["pointerdown", "touchstart", "wheel", "keydown", "scroll"];
  let left = Number(form.dataset.reading), touched = false, sent = false;

  const tell = async () => {
    sent = true;
    clearInterval(clock);
    const response = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Reading": "1" }, redirect: "manual",
    }).catch(() => 0);
    if (response?.status === 204) {
      status.textContent = "Genoteerd: dit document is gelezen.";
      form.hidden = true;
    }
  };
  const look = () => left <= 0 && touched && !sent && tell();
  const touch = (event) => {
    if (!event.isTrusted) return;
    touched = true;
    look();
  };
  const clock = setInterval(() => {
    if (document.visibilityState === "visible") left -= 1;
    look();
  }, 1000);
  for (const sign of SIGNS) addEventListener(sign, touch, { passive: true });
})();
