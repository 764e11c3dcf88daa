// `npm run gallery`: a picture of every recorded state, and one page that shows them side by side (test-results/gallery/index.html).
import { defineConfig } from "@playwright/test";
import base from "../playwright.config";

export default defineConfig(base, {
  testDir: ".",
  testMatch: "pictures.ts",
  globalSetup: "../e2e/global_setup.ts",
  globalTeardown: "./page.ts",
  outputDir: "../test-results/gallery-runs",
  reporter: "dot",
  use: { screenshot: "off" },
});
