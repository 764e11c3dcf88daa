// Every recorded state, in the languages that it is recorded in, measured in the browser: no word, code, piece of an address or date is broken
// between two lines, and nothing overflows or is cut.
import { expect, go, open, type Page, recordedState, screensOfState, states, test } from "./fixtures";

/** What stays in one line, per language; a date is a day with its month. */
const months: Record<string, string> = {
  en: "January|February|March|April|May|June|July|August|September|October|November|December",
  de: "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
  es: "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
};

async function faults(page: Page, language: string): Promise<string[]> {
  return page.evaluate(
    ({ months }) => {
      const found: string[] = [];
      const shown = (it: Element) =>
        it.checkVisibility({ visibilityProperty: true }) && !it.closest(".unseen, select, option, dialog, svg");
      const inline = (it: Element) => getComputedStyle(it).display.startsWith("inline") && getComputedStyle(it).display !== "inline-flex";
      // The text of each block, with where each letter of it stands.
      const blocks = new Map<Element, { text: string; at: [Node, number][] }>();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        let block = node.parentElement;
        if (!block || !shown(block)) continue;
        while (block.parentElement && inline(block)) block = block.parentElement;
        const entry = blocks.get(block) ?? { text: "", at: [] };
        const text = node.textContent ?? "";
        entry.text += text;
        for (let index = 0; index < text.length; index += 1) entry.at.push([node, index]);
        blocks.set(block, entry);
      }
      const piece = String.raw`[\p{L}\p{N}]+`;
      const address = String.raw`(?<=@[^\s@]*|(?<![^\s(„“”"«])(?=[^\s@]+@))[^\s@.,;:)“”"»]+`;
      const tokens = [
        ["word", new RegExp(piece, "gu")],
        ["piece of an address", new RegExp(address, "gu")],
        ["code", /\b[A-Z0-9]+(?:-[A-Z0-9]+)+\b/gu],
        ["date", new RegExp(String.raw`\b\d{1,2}\.?\s(?:de\s)?(?:${months})\b`, "gu")],
      ] as const;
      for (const [block, { text, at }] of blocks) {
        const { left, right } = block.getBoundingClientRect();
        for (const [kind, pattern] of tokens) {
          for (const match of text.matchAll(pattern)) {
            const [first, last] = [at[match.index], at[match.index + match[0].length - 1]];
            if (!first || !last) continue;
            const range = document.createRange();
            range.setStart(...first);
            range.setEnd(last[0], last[1] + 1);
            const boxes = [...range.getClientRects()].filter((it) => it.width > 0.5);
            const lines = new Set(boxes.map((it) => Math.round(it.bottom / 6)));
            const width = boxes.reduce((sum, it) => sum + it.width, 0);
            const height = Math.max(...boxes.map((it) => it.bottom)) - Math.min(...boxes.map((it) => it.top));
            const tallest = Math.max(...boxes.map((it) => it.height));
            // A word that is longer than the line has nowhere else to go.
            if (lines.size > 1 && height > tallest * 1.5 && width <= right - left)
              found.push(`broken ${kind}: “${match[0]}” in “${text.trim().slice(0, 60)}”`);
            if (kind === "word" && boxes.some((it) => it.right > right + 1.5 || it.left < left - 1.5 || it.right > innerWidth + 0.5))
              found.push(`overflows: “${match[0]}” in “${text.trim().slice(0, 60)}”`);
          }
        }
      }
      for (const it of document.querySelectorAll<HTMLElement>("body *")) {
        if (!shown(it) || it.scrollWidth <= it.clientWidth + 1 || it.clientWidth === 0) continue;
        const { overflowX, display } = getComputedStyle(it);
        if (overflowX !== "visible" && display !== "inline" && !(it instanceof HTMLInputElement))
          found.push(`cut: “${it.textContent.trim().slice(0, 60)}”`);
      }
      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      if (wide > 0) found.push(`${wide} pixels too wide`);
      return found;
    },
    { months: months[language] ?? "" },
  );
}

for (const name of states) {
  const overview = recordedState(name);
  test(`${name} breaks no word, code, address or date, and cuts nothing`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page, name);
    for (const screen of screensOfState(name, overview)) {
      await go(page, screen);
      await page.evaluate(() =>
        document.querySelectorAll<HTMLElement>('button[aria-expanded="false"], summary').forEach((it) => it.click()),
      );
      for (const width of [760, 360]) {
        await page.setViewportSize({ width, height: 600 });
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(null))));
        expect(await faults(page, overview.language), `${name}, ${screen}, ${width} pixels`).toEqual([]);
      }
    }
  });
}

test("the measure finds what is broken, cut and too wide", async ({ page }) => {
  await open(page, "can-work", "settings");
  await page.setViewportSize({ width: 360, height: 600 });
  const measured = async (html: string) => {
    await page.evaluate((given) => {
      document.querySelector("#measured")?.remove();
      const it = document.createElement("div");
      it.id = "measured";
      it.innerHTML = given;
      document.querySelector("main")?.append(it);
    }, html);
    return (await faults(page, "en")).map((it) => it.replace(/:.*/, ""));
  };
  expect(await measured("<p>Nothing is wrong here</p>")).toEqual([]);
  const narrow = (css: string, text: string) => {
    return `<div class="measured-${css}">${text}</div>`;
  };
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      .measured-anywhere { width: 60px; display: flex; overflow-wrap: anywhere; word-break: break-all; }
      .measured-code { width: 105px; font-family: monospace; }
      .measured-date { width: 70px; }
      .measured-cut { width: 40px; overflow: hidden; white-space: nowrap; }
      .measured-over { width: 40px; white-space: nowrap; }
    `);
    document.adoptedStyleSheets = [sheet];
  });
  expect(await measured(narrow("anywhere", "two words broken"))).toContain("broken word");
  expect(await measured(narrow("date", "until 27 May"))).toContain("broken date");
  expect(await measured(narrow("code", "code WDJB-MJHT"))).toContain("broken code");
  expect(await measured(narrow("anywhere", "often a-b-c@x.example"))).toContain("broken piece of an address");
  expect(await measured(narrow("cut", "Konfiguration"))).toContain("cut");
  expect(await measured(narrow("over", "Konfiguration"))).toContain("overflows");
});
