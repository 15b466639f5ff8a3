// Five minutes before somebody is signed out for being idle, the page says so and offers to stay (WCAG 2.2.1).
// <script src="…/js/time_out.js" defer data-idle-minutes="60" data-ping="/barrierefreiheit"></script>
"use strict";

(() => {
  const { idleMinutes, ping } = document.currentScript.dataset;
  const MINUTE = 60_000;
  const WARNING = 5;
  const idle = Number(idleMinutes) * MINUTE;
  const pause = Math.max(idle - WARNING * MINUTE, idle / 2);
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("vrs-tracker-idle") : null;
  let timers = [];

  const notice = document.createElement("div");
  notice.className = "time-out";
  const text = document.createElement("p");
  text.setAttribute("role", "alert");
  const stay = document.createElement("button");
  stay.type = "button";
  stay.className = "kern-btn kern-btn--primary";
  const label = document.createElement("span");
  label.className = "kern-label";
  label.textContent = "Angemeldet bleiben";
  stay.append(label);
  notice.append(text);
  document.querySelector("main").prepend(notice);

  const say = (sentence, { offersToStay }) => {
    text.textContent = sentence;
    if (offersToStay) notice.append(stay);
    else stay.remove();
    notice.classList.toggle("notice", sentence !== "");
    notice.classList.toggle("notice--warning", sentence !== "");
  };

  const warn = () => {
    const minutes = Math.max(1, Math.round((idle - pause) / MINUTE));
    const left = minutes === 1 ? "einer Minute" : `${minutes} Minuten`;
    say(`Sie werden in ${left} abgemeldet, weil Sie länger nichts gespeichert oder geöffnet haben.`, { offersToStay: true });
  };
  const tellEnd = () => {
    say("Sie sind jetzt abgemeldet. Was Sie hier geschrieben haben, steht noch da. Senden Sie es ab: Nach der Anmeldung steht es wieder im Formular, und Sie senden es noch einmal ab.", { offersToStay: false });
  };

  const begin = () => {
    timers.forEach(clearTimeout);
    timers = [setTimeout(warn, pause), setTimeout(tellEnd, idle)];
    say("", { offersToStay: false });
  };
  const requestWasMade = () => {
    begin();
    tabs?.postMessage("request");
  };

  stay.addEventListener("click", async () => {
    try {
      const response = await fetch(ping, { method: "HEAD", cache: "no-store" });
      if (response.ok) requestWasMade();
    } catch {
      say("Es besteht zurzeit keine Verbindung. Versuchen Sie es gleich noch einmal.", { offersToStay: true });
    }
  });
  document.addEventListener("vrs:request", requestWasMade);
  if (tabs) tabs.onmessage = begin;
  requestWasMade();
})();
