// Why a product may run or not: closed until somebody asks, readable without seeing the marks, with the button that helps.
import type { ProductView } from "../src/platform/contract";
import { expect, findings, open, type Page, recordedState, requests, test } from "./fixtures";

const product = (state: string, id: string): ProductView => {
  const found = recordedState(state).licences.products.find((it) => it.id === id);
  if (!found) throw new Error(`${state} has no ${id}`);
  return found;
};

/** Pictures of the open reasons in both schemes and in a narrow window, and what axe says of them. */
async function looked(page: Page, what: string): Promise<void> {
  for (const [scheme, rules] of [
    ["light", undefined],
    ["dark", ["color-contrast"]],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    expect(await findings(page, rules as string[] | undefined), `${what}, ${scheme}`).toEqual([]);
    await page.screenshot({ path: `test-results/why-${what}-${scheme}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 320, height: 600 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    `${what} is too wide`,
  ).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `test-results/why-${what}-narrow.png`, fullPage: true });
}

for (const [state, id, why] of [
  ["trial", "rail-designer", "Why"],
  ["trial.de", "rail-designer", "Warum"],
  ["trial.es", "bridge-modeler", "Por qué"],
  ["other-country", "bridge-modeler", "Why"],
  ["locked", "bridge-modeler", "Why"],
  ["policy-expired", "bridge-modeler", "Why"],
  ["clock-suspect", "terrain-viewer", "Why"],
] as const) {
  test(`${state} says why ${id} is what it is, and what helps`, async ({ page }) => {
    const { name, explanation } = product(state, id);
    await open(page, state, "licences", { settings: { ...recordedState(state).settings, theme: "system" } });
    const row = page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
    const first = row.getByText(explanation.steps[0]?.text ?? "", { exact: true });
    await expect(first, "closed until somebody asks").toBeHidden();
    const summary = row.getByRole("button", { name: `${why}: ${name}` });
    await expect(summary).toHaveAttribute("aria-expanded", "false");
    await expect(summary).toHaveText(why);
    await summary.press("Enter");
    await expect(summary).toHaveAttribute("aria-expanded", "true");
    expect(await summary.getAttribute("aria-controls")).toBe(await row.locator("ol").evaluate((it) => it.parentElement?.id));
    const lines = row.locator("ol > li");
    await expect(lines).toHaveText(explanation.steps.map((step) => `${step.mark}: ${step.text}`));
    await expect(row).toContainText(explanation.fix?.line ?? "nothing");
    await looked(page, `${state}-${id}`);
    await summary.press("Enter");
    await expect(first).toBeHidden();
  });
}

test("what helps can be done from there", async ({ page }) => {
  await open(page, "policy-expired", "licences");
  await page.getByText("Why", { exact: true }).nth(1).click();
  await page.getByRole("button", { name: "Refresh Policy: Bridge Modeler" }).click();
  await open(page, "trial", "licences");
  await page.getByText("Why", { exact: true }).nth(2).click();
  const copy = page.getByRole("button", { name: "Copy message for an administrator: Rail Designer" });
  await page.getByRole("combobox", { name: "Language of the message" }).locator("visible=true").selectOption("de");
  await copy.click();
  expect(await requests(page)).toEqual([{ kind: "copy_why", product: "rail-designer", language: "de" }]);
});

for (const state of ["person-rights", "person-rights.de", "person-rights.es", "person-rights-locked"]) {
  test(`${state}: an administrator reads what somebody may run, and why`, async ({ page }) => {
    const overview = recordedState(state);
    const card = overview.admin?.people.card;
    await open(page, state, "people", { settings: { ...overview.settings, theme: "system" } });
    const list = page.getByRole("list", { name: /Ana Costa/ });
    await expect(list.locator(":scope > li")).toHaveCount(card?.rights.length ?? 0);
    for (const right of card?.rights ?? []) {
      const row = list.getByRole("listitem").filter({ has: page.getByText(right.name, { exact: true }) });
      await expect(row).toContainText(right.label);
      await row.locator("button[aria-expanded]").click();
      for (const step of right.explanation.steps) await expect(row.locator("ol").getByText(step.text)).toBeVisible();
      if (right.explanation.fix) await expect(row.getByText(right.explanation.fix.line)).toBeVisible();
    }
    await looked(page, state);
  });
}
