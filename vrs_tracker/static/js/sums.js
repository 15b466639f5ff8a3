// Says at once what the lines of a resolution come to: the server adds them up, as the button does without script.
"use strict";

const said = document.getElementById("summe");
const form = said.closest("form");
const button = form.querySelector("[name=tun][value=summe]");
let waiting = 0;
let asked = 0;

async function ask() {
  asked += 1;
  const mine = asked;
  const fields = new FormData(form);
  fields.set(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body: fields });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const sentence = page.getElementById("summe");
  if (mine === asked && sentence && sentence.textContent !== said.textContent) {
    said.textContent = sentence.textContent;
  }
}

form.addEventListener("input", (event) => {
  if (/amount|approximate/.test(event.target.name)) {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask().catch(() => {}), 400);
  }
});
button.parentElement.remove();
