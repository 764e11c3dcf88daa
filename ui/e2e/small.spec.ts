// Small things that people trip over: where an entry of the navigation leads, what stands in line, what fits into a row.
import { expect, go, open, type Page, recordedState, requests, test } from "./fixtures";

test.describe("Requests in the navigation", () => {
  async function openAnswered(page: Page): Promise<void> {
    await open(page, "inbox", "requests");
    await page.getByText("Answered (1)").click();
    await page.getByRole("button", { name: /Eva Lang asks/ }).click();
    await expect(page.locator("h1")).toHaveText(/Eva Lang asks/);
  }

  test("leads to the list while a request is open there, by a press and by its key", async ({ page }) => {
    await openAnswered(page);
    await page.getByRole("link", { name: /^Requests/ }).click();
    await expect(page.locator("h1")).toHaveText("Requests");
    await page.getByRole("button", { name: /Eva Lang asks/ }).click();
    await page.keyboard.press("Control+3");
    await expect(page.locator("h1")).toHaveText("Requests");
  });

  test("leads to the list from elsewhere after an answered request, and back to one that waits", async ({ page }) => {
    await openAnswered(page);
    await page.keyboard.press("Control+1");
    await page.keyboard.press("Control+3");
    await expect(page.locator("h1")).toHaveText("Requests");
    await page.getByText("Open (2)").click();
    await page.getByRole("button", { name: /Ana Costa asks/ }).click();
    await page.keyboard.press("Control+1");
    await page.getByRole("link", { name: /^Requests/ }).click();
    await expect(page.locator("h1")).toHaveText(/Ana Costa asks/);
  });
});

for (const state of ["inbox-check-outs", "inbox-check-outs.de", "inbox-check-outs.es"]) {
  test(`${state}: the navigation takes one row at 360 pixels, with all its words`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 600 });
    await open(page, state, "requests");
    const entries = await page.locator("nav a").evaluateAll((all) =>
      all.map((it) => {
        const { top, right } = it.getBoundingClientRect();
        return { top, right, cut: it.scrollWidth > it.clientWidth, lines: it.querySelectorAll("svg").length };
      }),
    );
    expect(entries).toHaveLength(5);
    expect(new Set(entries.map((it) => it.top)).size).toBe(1);
    expect(entries.every((it) => it.right <= 360 && !it.cut && it.lines === 1)).toBe(true);
    await page.screenshot({ path: `test-results/rail-${state}.png` });
  });
}

/** The left edges of the words of each button in a row of buttons, for those that begin a line. */
const beginnings = (page: Page, selector: string) =>
  page.locator(selector).evaluate((row) => {
    const edges: number[] = [];
    let line = -Infinity;
    for (const it of row.children) {
      const { top } = it.getBoundingClientRect();
      if (top <= line + 20) continue;
      line = top;
      const framed = getComputedStyle(it.querySelector("button") ?? it).borderLeftWidth !== "0px";
      const range = document.createRange();
      range.selectNodeContents(it);
      edges.push(framed ? it.getBoundingClientRect().left : range.getBoundingClientRect().left);
    }
    return [row.getBoundingClientRect().left, ...edges].map(Math.round);
  });

for (const state of ["waiting-seen", "waiting-seen.de", "waiting-seen.es"]) {
  for (const width of [760, 360]) {
    test(`${state}, ${width} pixels: buttons that come to stand in another row begin where everything does`, async ({ page }) => {
      await page.setViewportSize({ width, height: 600 });
      await open(page, state);
      const edges = await beginnings(page, "main header .actions");
      expect(new Set(edges).size, edges.join()).toBe(1);
      await page.screenshot({ path: `test-results/waiting-${state}-${width}.png` });
    });
  }
}

test("“I have an invitation code” stands in line, and the language of a message is tied to what is copied", async ({ page }) => {
  await open(page, "signed-out");
  const [header, ...edges] = await beginnings(page, "main header p.code-line:last-of-type");
  expect(edges).toEqual([header]);
  await open(page, "waiting-seen");
  const language = page.getByRole("combobox", { name: "Language of the message" }).first();
  expect((await language.boundingBox())?.width).toBeLessThan(60);
  await language.selectOption("Deutsch");
  await expect(page.locator(".language").first()).toHaveText(/^de/);
});

test("what is waited for has a line of its own in a narrow window", async ({ page }) => {
  await open(page, "left-locked");
  const step = page.locator("main ol li.current");
  const title = await step.locator(".title").boundingBox();
  const state = await step.locator(".state").boundingBox();
  expect(state?.x).toBe(title?.x);
  await page.setViewportSize({ width: 1280, height: 800 });
  expect((await step.locator(".state").boundingBox())?.x).toBeGreaterThan((title?.x ?? 0) + 200);
});

test("products that are ready come first, ended ones last; files are opened from Details", async ({ page }) => {
  await open(page, "can-work", "licences");
  const labels = await page.locator("main .rows .tag").allTextContents();
  const order = labels.map((it) => ["Ready", "Not owned", "Ended"].findIndex((word) => it.startsWith(word)));
  expect(order).toEqual(order.toSorted());
  expect(labels[0]).toBe("Ready");
  const file = page.getByRole("button", { name: "Open a file…" });
  await expect(file).toBeHidden();
  await page.getByRole("button", { name: "Details" }).click();
  await expect(file).toBeVisible();
  expect(await requests(page)).toEqual([]);
  await go(page, "home");
  expect(recordedState("can-work").licences.products[0]?.code).not.toBe("ready");
});
