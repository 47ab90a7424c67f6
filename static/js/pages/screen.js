"use strict";
(() => {
  /* [data-fullscreen] and the key F fill the whole screen, and go back; the button is of no use while it is filled. */
  const button = document.querySelector("[data-fullscreen]");
  const fill = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", fill);
  document.addEventListener("fullscreenchange", () => (button.hidden = Boolean(document.fullscreenElement)));
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat;
    if (plain && event.key.toLowerCase() === "f" && document.fullscreenEnabled) fill();
  });
})();
