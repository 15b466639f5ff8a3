/* Says under a text how many of its characters are used, as the server counts them. */
"use strict";

const QUIET_MS = 800;

for (const area of document.querySelectorAll("[data-limit] textarea")) {
  const limit = Number(area.closest("[data-limit]").dataset.limit);
  const format = (amount) => amount.toLocaleString("de-DE");
  const shown = document.createElement("p");
  const spoken = document.createElement("p");
  let timer = 0;
  shown.className = "text-counter";
  shown.setAttribute("aria-hidden", "true");
  spoken.className = "kern-sr-only";
  spoken.setAttribute("role", "status");
  area.after(shown, spoken);

  const sentence = () => {
    const used = Array.from(area.value).length;
    const rest = limit - used;
    shown.classList.toggle("text-counter--over", rest < 0);
    return rest < 0
      ? `${format(-rest)} Zeichen zu viel`
      : `${format(used)} von ${format(limit)} Zeichen`;
  };
  const tell = () => {
    shown.textContent = sentence();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      spoken.textContent = shown.textContent;
    }, QUIET_MS);
  };
  shown.textContent = sentence();
  area.addEventListener("input", tell);
}
