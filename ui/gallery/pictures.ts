// Takes the pictures of the gallery: each state on the screens that it is about, light, dark and narrow.
import { go, open, recordedState, states, test, usualSize } from "../e2e/fixtures";
import { folder, picture, screensOf, themes } from "./page";

for (const name of states) {
  test(name, async ({ page }) => {
    const overview = recordedState(name);
    // As the system has it, which the browser is told below.
    await open(page, name, "home", { settings: { ...overview.settings, theme: "system" } });
    for (const screen of screensOf(name)) {
      await go(page, screen);
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme === "dark" ? "dark" : "light", reducedMotion: "reduce" });
        if (theme === "narrow") await page.setViewportSize({ width: 320, height: 480 });
        else await usualSize(page);
        await page.screenshot({ path: `${folder}/${picture(name, screen, theme)}`, fullPage: true });
      }
    }
  });
}
