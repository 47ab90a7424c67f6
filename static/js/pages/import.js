/* A repaired file goes along as soon as it is chosen, as the page says; without this the button does it. */
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches("input[data-send-on-choice]") && input.files.length) {
    input.form.requestSubmit();
  }
});
