// The UI in a plain browser over every recorded state. Debian's Chromium, no network, and ports that the system hands out.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/build.ts",
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
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] },
  },
});
