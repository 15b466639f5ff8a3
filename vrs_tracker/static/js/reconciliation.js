// Says at once what differs from our balance, and where an explanation is needed; the server computes it again.
"use strict";

const AMOUNT = /^([-\u2212])?([1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)|\d+)(?:,(\d{1,2}))?(?: ?(?:€|EUR))?$/;

function cents(typed) {
  const found = AMOUNT.exec(typed.replace(/[\u00a0\u202f]/g, " ").trim());
  if (!found) {
    return null;
  }
  const whole = BigInt(found[2].replace(/[. ]/g, "")) * 100n + BigInt((found[3] || "").padEnd(2, "0"));
  return found[1] ? -whole : whole;
}

function euro(amount) {
  const size = amount < 0n ? -amount : amount;
  const whole = (size / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ".");
  return `${amount < 0n ? "\u2212" : ""}${whole},${(size % 100n).toString().padStart(2, "0")}\u00a0€`;
}

for (const shown of document.querySelectorAll(".balances__difference")) {
  const theirs = document.getElementById(shown.htmlFor.toString());
  const explanation = document.getElementById(shown.dataset.explained);
  const needed = document.getElementById(`${theirs.id}-noetig`);
  const update = () => {
    const amount = cents(theirs.value);
    const difference = amount === null ? null : amount - BigInt(shown.dataset.ours);
    shown.textContent = difference === null ? "offen" : euro(difference);
    needed.hidden = !difference || explanation.value.trim() !== "";
  };
  theirs.addEventListener("input", update);
  explanation.addEventListener("input", update);
}
