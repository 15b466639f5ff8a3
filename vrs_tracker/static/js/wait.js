/* A step that takes seconds: say so once it has begun, and take no second press. */
"use strict";

for (const status of document.querySelectorAll("[data-wait]")) {
  const form = status.closest("form");
  let hasBegun = false;
  form.addEventListener("submit", (event) => {
    if (hasBegun) {
      event.preventDefault();
      return;
    }
    hasBegun = true;
    status.textContent = status.dataset.wait;
    form.querySelector("button").setAttribute("aria-disabled", "true");
  });
  // back in the history: the page is shown as it was left
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      window.location.reload();
    }
  });
}
