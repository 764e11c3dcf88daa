// Help: words explained, support with a text that helps it, keys; reached by a key, from the rail and from the foot of every screen.
import { expect, findings, go, open, type Page, recordedState, requests, test } from "./fixtures";

const help = (page: Page) => page.getByRole("dialog", { name: "Help" });

test("opens by ?, by F1, from the rail and from the foot, and not while somebody types", async ({ page }) => {
  await open(page, "people-licences", "people");
  const field = page.getByRole("searchbox");
  await field.press("?");
  await expect(help(page)).toHaveCount(0);
  await expect(field).toHaveValue("?");
  await go(page, "home");
  // Until then the key would still be typed there.
  await expect(field).toHaveCount(0);
  await page.locator("h1").focus();
  for (const key of ["?", "F1"]) {
    await page.keyboard.press(key);
    await expect(help(page)).toBeVisible();
    expect(await help(page).evaluate((it) => it.scrollTop), "it is read from its beginning").toBe(0);
    await expect(help(page).getByRole("button", { name: "Close" })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Escape");
    await expect(help(page)).toHaveCount(0);
  }
  for (const name of ["Words and keys", "Help"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(help(page)).toBeVisible();
    await page.keyboard.press("Escape");
  }
});

test("copies a text for support whether anybody is signed in or not, and opens their page where there is one", async ({ page }) => {
  for (const state of ["can-work", "offline-first-run"]) {
    await open(page, state);
    await page.keyboard.press("F1");
    await help(page).getByRole("button", { name: "Copy text for support" }).click();
    expect((await requests(page)).at(-1), state).toEqual({ kind: "copy_message", message: "support" });
    await expect(help(page)).toHaveCount(0);
  }
  await page.keyboard.press("F1");
  await help(page).getByRole("button", { name: "Contact support" }).click();
  expect((await requests(page)).at(-1)).toEqual({ kind: "open_support" });
});

test("names the operator's support and what becomes of data", async ({ page }) => {
  const { service } = recordedState("can-work");
  const operator = { name: "Example Works", support: "Help desk <help@example.com>", privacyPage: "https://example.com/privacy" };
  await open(page, "can-work", "home", { service: { ...service, supportUrl: null, operator } });
  await page.keyboard.press("F1");
  await expect(help(page)).toContainText("Help desk <help@example.com>");
  await expect(help(page)).toContainText("https://example.com/privacy");
  await expect(help(page).getByRole("button", { name: "Contact support" })).toHaveCount(0);
});

for (const state of ["can-work", "can-work.de", "can-work.es"]) {
  test(`${state}: help is accessible and fits a narrow window`, async ({ page }) => {
    await open(page, state, "home", { settings: { ...recordedState(state).settings, theme: "system" } });
    await page.keyboard.press("F1");
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    expect(await findings(page)).toEqual([]);
    await page.screenshot({ path: `test-results/help-${state}-light.png` });
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    expect(await findings(page, ["color-contrast"])).toEqual([]);
    await page.setViewportSize({ width: 320, height: 480 });
    const wide = await page.locator("dialog").evaluate((it) => it.scrollWidth - it.clientWidth);
    expect(wide, "pixels that it is too wide").toBeLessThanOrEqual(0);
    await page.screenshot({ path: `test-results/help-${state}-narrow.png` });
  });
}
