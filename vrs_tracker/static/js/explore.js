// Draws a chart of the page once more with Plotly, which is loaded only when somebody asks for it.
"use strict";

const loaded = new Map();

function load(address) {
  if (!loaded.has(address)) {
    loaded.set(address, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => {
        loaded.delete(address);
        script.remove();
        reject(new Error(address));
      };
      document.head.append(script);
    }));
  }
  return loaded.get(address);
}

// The words of Plotly come as a module for a bundler: lend it the place where it leaves them.
async function learnGerman(address) {
  if (loaded.has(address)) {
    return;
  }
  window.module = {};
  await load(address);
  window.Plotly.register(window.module.exports);
  delete window.module;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// As in the drawing of the page, and not the same in grey: what is only planned is an outline or a dashed line, what
// is there is full; a second of its kind is hatched.
function traces(chart) {
  const deep = colour("--chart-deep");
  const ground = colour("--ground");
  const binding = chart.series.filter((series) => !series.planned);
  return chart.series.map((series) => {
    const planned = series.planned;
    const hatched = !planned && binding.indexOf(series) > 0;
    const values = series.values.map((value) => (value === null ? null : Number(value)));
    const common = {
      name: series.name,
      customdata: series.texts,
      hovertemplate: `%{${chart.horizontal ? "y" : "x"}}: ${series.name} %{customdata} ${chart.unit}<extra></extra>`,
      x: chart.horizontal ? values : chart.categories,
      y: chart.horizontal ? chart.categories : values,
    };
    if (chart.kind === "lines") {
      return {
        ...common,
        type: "scatter",
        mode: "lines+markers",
        line: { color: planned || hatched ? colour("--chart-grey") : deep, dash: planned ? "dash" : hatched ? "dot" : "solid" },
        marker: { size: 9, symbol: planned ? "circle-open" : "circle" },
      };
    }
    return {
      ...common,
      type: "bar",
      orientation: chart.horizontal ? "h" : "v",
      marker: {
        color: planned || hatched ? ground : deep,
        line: { color: deep, width: planned ? 1.5 : 1 },
        pattern: { shape: hatched ? "/" : "", fgcolor: deep, bgcolor: ground, fillmode: "overlay", size: 6 },
      },
    };
  });
}

function layout(chart, width) {
  const values = { title: { text: `in ${chart.unit}` }, gridcolor: colour("--line"), zerolinecolor: colour("--text"), fixedrange: false };
  const names = { type: "category", automargin: true, autorange: chart.horizontal ? "reversed" : true, fixedrange: true };
  return {
    width,
    height: chart.horizontal ? 160 + chart.categories.length * 44 : 420,
    separators: ",.",
    barmode: "group",
    dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom",
    hovermode: "closest",
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "\"Source Sans 3\", sans-serif", size: 15, color: colour("--text") },
    hoverlabel: { bgcolor: colour("--ground"), bordercolor: colour("--text"), font: { color: colour("--text") } },
    legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom", traceorder: "normal" },
    margin: { l: 8, r: 24, t: 48, b: 56 },
    [chart.horizontal ? "xaxis" : "yaxis"]: { ...values, automargin: true },
    [chart.horizontal ? "yaxis" : "xaxis"]: names,
  };
}

// No tool bar: it would be buttons inside a picture, one of which sends the chart to others.
const CONFIG = {
  locale: "de",
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: "",
  responsive: false,
};

for (const box of document.querySelectorAll("[data-explore]")) {
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  const stage = box.querySelector(".explore__stage");
  const place = box.querySelector(".explore__chart");
  let chart = null;

  const draw = () => window.Plotly.react(place, traces(chart), layout(chart, place.clientWidth), CONFIG);
  const redraw = () => {
    if (chart && !stage.hidden) {
      draw();
    }
  };

  const show = (isOpen) => {
    stage.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    button.querySelector("span").textContent = isOpen ? button.dataset.close : button.dataset.open;
  };

  button.addEventListener("click", async () => {
    if (!stage.hidden) {
      show(false);
      return;
    }
    said.textContent = box.dataset.wait;
    try {
      const answer = fetch(box.dataset.explore).then((response) => (response.ok ? response.json() : Promise.reject(response)));
      await load(box.dataset.library);
      await learnGerman(box.dataset.words);
      chart = await answer;
      show(true);
      await draw();
      said.textContent = "";
    } catch {
      show(false);
      said.textContent = box.dataset.failed;
    }
  });

  // the page may turn dark or narrow while the chart is open
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  window.addEventListener("resize", redraw);
  box.hidden = false;
}

// A link to a table leads into the fold that holds it.
for (const link of document.querySelectorAll(".explore a[href^='#']")) {
  link.addEventListener("click", () => {
    const fold = document.querySelector(link.getAttribute("href"))?.closest("details");
    if (fold) {
      fold.open = true;
    }
  });
}
