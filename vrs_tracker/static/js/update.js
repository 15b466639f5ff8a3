// The status update asks only for what the answers make necessary: the reason of a large shift, done steps as text.
"use strict";

(() => {
  const page = document.getElementById("meldung");
  if (!page) return;
  const form = page.querySelector("form");
  const LARGE_SHIFT = 30;
  const DAY = 86_400_000;

  const germanDay = (text) => {
    const parts = /^\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\s*$/.exec(text);
    return parts ? Date.UTC(+parts[3], +parts[2] - 1, +parts[1]) : NaN;
  };

  // ---------------------------------------------------------------- milestones

  const askWhy = (line) => {
    const rest = line.querySelector(".line__rest");
    const [forecast, actual] = line.querySelectorAll("input[type=text]");
    const day = germanDay(actual.value.trim() ? actual.value : forecast.value);
    const moved = Math.abs(day - Date.parse(line.dataset.expected)) / DAY;
    const crept = line.dataset.explained === "ja" ? 0 : (day - Date.parse(line.dataset.baseline)) / DAY;
    const isLarge = Math.max(moved, crept) > LARGE_SHIFT;
    rest.hidden = !isLarge && !rest.querySelector(".kern-error");
    rest.open = rest.open || isLarge;
  };

  for (const line of page.querySelectorAll(".line--milestone[data-expected]")) {
    askWhy(line);
    line.addEventListener("input", () => askWhy(line));
  }

  // ---------------------------------------------------------------- what is typed is never folded away

  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea, [type=text]")) event.target.closest(".part--changed")?.classList.add("part--typed");
  });

  // ---------------------------------------------------------------- texts that are offered

  const put = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };

  const insert = page.querySelector("[data-insert-done]");
  if (insert) {
    const doneSteps = () =>
      [...page.querySelectorAll(".checklist fieldset")]
        .filter((line) => line.querySelector("[value=done]")?.checked)
        .map((line) => line.querySelector("legend").textContent.trim().replace(/\s*\([^()]*\)$/, "").replace(/\.?$/, "."));
    const offer = () => { insert.parentElement.hidden = doneSteps().length === 0; };
    page.querySelector(".checklist").addEventListener("change", offer);
    insert.addEventListener("click", () => {
      const field = document.getElementById("achieved");
      const fresh = doneSteps().filter((text) => !field.value.includes(text));
      put(field, [field.value.trim(), ...fresh].filter(Boolean).join(" "));
    });
    offer();
  }

  const take = page.querySelector("[data-take-headline]");
  take.hidden = false;
  take.addEventListener("click", () => put(document.getElementById("headline"), page.querySelector("[data-headline]").textContent));
})();

// The rules judge what is typed, some seconds after typing and on leaving a field; a draft is saved with it.
(() => {
  const page = document.getElementById("meldung");
  if (!page) return;
  const form = page.querySelector("form");
  const said = page.querySelector("[data-saved]");
  const ask = page.querySelector("[data-ask]");
  const isDraft = Boolean(page.dataset.draft);
  const PAUSE = 4_000;
  const JUDGED_PAUSE = 1_000;
  const AGAIN = 15_000;
  let timer = 0;
  let isDirty = false;
  let isStopped = false;
  let sending = null;
  let pressed = null;

  const say = (text, { isWarning = false, address = "" } = {}) => {
    said.textContent = text;
    said.classList.toggle("saved--warning", isWarning);
    if (!address) return;
    const link = document.createElement("a");
    link.href = address;
    link.textContent = page.dataset.compare;
    said.append(" ", link);
  };

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(start, pause);
  };

  // Puts what the rules propose into its place; the choice of a light and the focus stay as they are.
  const show = (answer) => {
    if (isDraft) form.elements.version.value = answer.version;
    for (const [code, found] of Object.entries(answer.proposals)) {
      const line = page.querySelector(`[data-dimension="${code}"]`);
      if (!line) continue;
      line.dataset.proposed = found.light;
      const place = line.querySelector("[data-proposal]");
      if (place.textContent !== found.sentence) place.textContent = found.sentence;
      line.querySelector("option[value='']").textContent = found.follow;
    }
    const headline = page.querySelector("[data-headline]");
    headline.textContent = answer.headline;
    headline.closest(".suggestion").hidden = !answer.headline;
    say(answer.said);
  };

  function start() {
    if (sending || isStopped || !isDirty) return;
    isDirty = false;
    clearTimeout(timer);
    sending = send().then((pause) => {
      sending = null;
      if (isDirty && !isStopped) later(pause);
    });
  }

  const typed = () => {
    const fields = new URLSearchParams(new FormData(form));
    if (!isDraft) fields.set(ask.name, ask.value);
    return fields;
  };

  // Answers how long to wait before the next time. What was filed already is not saved: there nothing can fail.
  async function send() {
    try {
      const response = await fetch(isDraft ? page.dataset.draft : form.action, {
        method: "POST",
        body: typed(),
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(AGAIN),
      });
      document.dispatchEvent(new Event("vrs:request"));
      const isAnswer = response.headers.get("Content-Type")?.startsWith("application/json");
      if (!isAnswer) {
        if (response.status >= 500) throw new Error(response.statusText);
        isStopped = true;
        if (isDraft) say(page.dataset.signedOut, { isWarning: true });
      } else if (response.ok) {
        show(await response.json());
      } else {
        isStopped = true;
        const answer = await response.json();
        say(answer.said, { isWarning: true, address: answer.address });
      }
    } catch {
      isDirty = true;
      if (isDraft) say(page.dataset.offline, { isWarning: true });
      return AGAIN;
    }
    return PAUSE;
  }

  // A button that is pressed while the draft is being saved waits for the number of the version that this makes.
  const leave = (event) => {
    isStopped = true;
    clearTimeout(timer);
    if (!sending || !isDraft) return;
    event.preventDefault();
    say(page.dataset.saving);
    pressed ??= sending.then(() => form.requestSubmit(event.submitter));
  };

  const isJudged = (field) => Boolean(field.closest(".line--milestone, .line--indicator"));

  ask.type = "button";
  ask.addEventListener("click", () => { isDirty = true; start(); });
  form.addEventListener("input", (event) => { isDirty = true; later(isJudged(event.target) ? JUDGED_PAUSE : PAUSE); });
  form.addEventListener("change", () => { isDirty = true; later(500); });
  form.addEventListener("submit", leave);
})();
