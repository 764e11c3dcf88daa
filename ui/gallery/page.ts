// The page of the gallery: a row for each state and screen, and in it every language and theme (or width) that there is a picture of.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { recordedState, screensOfState, states } from "../e2e/fixtures";

export const folder = fileURLToPath(new URL("../test-results/gallery", import.meta.url));
/** `narrow` is light as well, 320 pixels wide. */
export const themes = ["light", "dark", "narrow"] as const;

export const screensOf = (name: string) => screensOfState(name, recordedState(name));
export const picture = (name: string, screen: string, theme: string) => `${name}-${screen}-${theme}.png`;

/** The name of a state without its language: `can-work` for `can-work.de`. */
const stateOf = (name: string) => name.replace(/\.\w+$/, "");

interface Picture {
  file: string;
  language: string;
  theme: string;
}

/** Every picture, by state and screen. */
function rows(): Map<string, Picture[]> {
  const rows = new Map<string, Picture[]>();
  for (const name of states.toSorted()) {
    const { language } = recordedState(name);
    for (const screen of screensOf(name)) {
      const row = `${stateOf(name)} · ${screen}`;
      const pictures = themes.map((theme) => ({ file: picture(name, screen, theme), language, theme }));
      rows.set(row, [...(rows.get(row) ?? []), ...pictures]);
    }
  }
  return rows;
}

const figure = ({ file, language, theme }: Picture) =>
  `<figure data-language="${language}" data-theme="${theme}"><figcaption>${language}, ${theme}</figcaption>` +
  `<a href="${file}"><img src="${file}" alt="" loading="lazy"></a></figure>`;

const row = ([name, pictures]: [string, Picture[]]) =>
  `<section data-name="${name}"><h2>${name}</h2><div class="pictures">${pictures.map(figure).join("")}</div></section>`;

const choice = (kind: string, value: string) => `<label><input type="checkbox" name="${kind}" value="${value}" checked> ${value}</label>`;

function page(): string {
  const all = rows();
  const pictures = [...all.values()].flat();
  const languages = [...new Set(pictures.map((it) => it.language))].sort();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Domicile: every recorded state</title>
<style>
  body { margin: 0; background: #e9e9ec; color: #16181d; font: 15px/1.4 system-ui, sans-serif; }
  header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 8px 18px; align-items: center; padding: 10px 20px; background: #fff; border-bottom: 1px solid #c9c9d0; }
  h1 { font-size: 17px; margin: 0; }
  input[type="search"] { font: inherit; padding: 4px 8px; }
  section { padding: 14px 20px; }
  h2 { font-size: 15px; margin: 0 0 8px; }
  .pictures { display: flex; gap: 14px; overflow-x: auto; align-items: flex-start; padding-bottom: 8px; }
  figure { margin: 0; flex: 1 0 240px; max-width: 400px; }
  figcaption { font-size: 12px; color: #555; }
  img { width: 100%; display: block; border: 1px solid #b8b8c0; }
  [hidden] { display: none; }
</style>
<header>
  <h1>${all.size} states and screens, ${pictures.length} pictures</h1>
  <input type="search" placeholder="State or screen" aria-label="State or screen">
  <span>${languages.map((it) => choice("language", it)).join(" ")}</span>
  <span>${themes.map((it) => choice("theme", it)).join(" ")}</span>
</header>
<main>
${[...all].map(row).join("\n")}
</main>
<script>
  const search = document.querySelector("input[type=search]");
  const chosen = (kind) => [...document.querySelectorAll("input[name=" + kind + "]:checked")].map((it) => it.value);
  function update() {
    const words = search.value.toLowerCase().split(/\\s+/);
    for (const row of document.querySelectorAll("section")) row.hidden = !words.every((word) => row.dataset.name.includes(word));
    const [languages, themes] = [chosen("language"), chosen("theme")];
    for (const it of document.querySelectorAll("figure")) it.hidden = !languages.includes(it.dataset.language) || !themes.includes(it.dataset.theme);
  }
  document.querySelector("header").addEventListener("input", update);
</script>
</html>
`;
}

/** Writes the page, when all pictures are taken. */
export default async function (): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/index.html`, page());
  console.log(`\nThe gallery: ${folder}/index.html`);
}
