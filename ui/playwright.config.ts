// The UI in a plain browser over every recorded state. Debian's Chromium, no network, and ports that the system hands out.
import { defineConfig } from "@playwright/test";
import { fileURLToPath } from "node:url";

/** The browser keeps caches and settings beside the results, not in the folders of whoever runs the tests. */
const home = fileURLToPath(new URL("test-results/home", import.meta.url));
const folders = { HOME: home, XDG_CONFIG_HOME: `${home}/.config`, XDG_CACHE_HOME: `${home}/.cache` };

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/global_setup.ts",
  outputDir: "test-results/runs",
  fullyParallel: true,
  workers: "100%",
  forbidOnly: true,
  // Generous, for machines that do much else at the same time; nothing waits for these in a run that passes.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  retries: 0,
  reporter: [["dot"], ["json", { outputFile: "test-results/report.json" }]],
  use: {
    viewport: { width: 760, height: 600 },
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      // No name of another computer is found: what the window asks for outside is counted, and goes nowhere.
      args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
      env: { ...process.env, ...folders },
    },
  },
});
