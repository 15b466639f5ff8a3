// Turns the leaves of a report with the arrow keys and keeps addresses of the time when it stood on one page.
// Arrow keys are no character keys (WCAG 2.1.4) and do nothing else here: only without a modifier, outside of fields,
// and where nothing can be scrolled sideways. Page keys, as presenters send them, only where the page asks for them
// and only at its end.
const pages = document.currentScript.hasAttribute("data-pages");
const ways = { ArrowLeft: "prev", ArrowRight: "next" };
const page_ways = { PageUp: "prev", PageDown: "next" };

const scrolls = (box) => box.scrollWidth > box.clientWidth + 1;
const is_taken = (target) =>
  target.closest("input, textarea, select, [contenteditable]") ||
  (target.closest(".table-frame") && scrolls(target.closest(".table-frame"))) ||
  scrolls(document.documentElement) ||
  window.visualViewport?.scale > 1;

function is_at_end(way) {
  const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
  return way === "prev" ? scrollTop <= 0 : scrollTop + clientHeight >= scrollHeight - 1;
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const by_page = pages && page_ways[event.key];
  const way = ways[event.key] ?? by_page;
  if (!way || is_taken(event.target) || (by_page && !is_at_end(way))) return;
  const link = document.querySelector(`main a[rel=${way}]`);
  if (link) {
    event.preventDefault();
    location.assign(link.href);
  }
});

// A place that stands on another page now: its line in the contents knows the page, the whole report has all others.
function follow_place() {
  const contents = document.querySelector("[data-whole]");
  const place = decodeURIComponent(location.hash.slice(1));
  if (!contents || !place) return;
  const found = document.getElementById(place);
  if (!found) {
    location.replace(`${contents.dataset.whole}#${place}`);
  } else if (contents.contains(found) && found.closest("li")) {
    location.replace(`${found.closest("li").querySelector("a").href}#${place}`);
  }
}

addEventListener("hashchange", follow_place);
follow_place();
