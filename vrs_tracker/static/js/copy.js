// Offers a button that copies a text that can be selected and copied by hand as well.
for (const row of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(row.dataset.copy);
  const said = row.querySelector("[role=status]");
  row.hidden = false;
  row.querySelector("button").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = row.dataset.copied;
    } catch {
      text.focus();
      text.select();
      said.textContent = row.dataset.failed;
    }
  });
}
