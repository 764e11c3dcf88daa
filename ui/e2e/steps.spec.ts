// The marks of steps: numbers, not controls; a tick when done; the same without colours.
import { expect, open, type Page, recordedState, test } from "./fixtures";

const marks = (page: Page) => page.locator("main ol .mark");

for (const [state, screen, numbers] of [
  ["waiting-seen", "home", ["1", "2", "3", "4", "5"]],
  ["person-affiliated-elsewhere", "people", ["1", "2", "3", "4"]],
  ["person-added", "people", ["1", "2", "3", ""]],
] as const) {
  test(`${state}: steps are numbered, and the current one is filled, with and without colours`, async ({ page }) => {
    for (const forcedColors of ["none", "active"] as const) {
      await page.emulateMedia({ forcedColors });
      await open(page, state, screen);
      await expect(marks(page)).toHaveText([...numbers]);
      const looks = await marks(page).evaluateAll((all) =>
        all.map((it) => {
          const { backgroundColor, borderTopColor, color } = getComputedStyle(it);
          return { filled: backgroundColor === borderTopColor, legible: color !== backgroundColor };
        }),
      );
      // The first is the one to be done; what is done is filled as well, with its tick.
      expect(looks.map((it) => it.filled)).toEqual(numbers.map((it, index) => index === 0 || it === ""));
      expect(looks.every((it) => it.legible)).toBe(true);
      await page.screenshot({ path: `test-results/steps-${state}-${forcedColors}.png`, fullPage: true });
    }
  });
}

test("a step's state stands in words beside its mark", async ({ page }) => {
  await open(page, "waiting-seen");
  const items = page.locator("main ol").first().getByRole("listitem");
  for (const [index, line] of (recordedState("waiting-seen").journey?.lines ?? []).entries())
    await expect(items.nth(index)).toContainText(line.stateText);
  await expect(page.locator("main ol [role=radio], main ol input")).toHaveCount(0);
});
