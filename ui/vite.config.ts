// How the UI is built. Two builds: `vite build` makes what the app ships, `vite build --mode recorded` makes the same UI over recorded
// overviews, for looking at it and testing it in a plain browser. Nothing recorded ends up in the app.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), svelteTesting()],
  base: "./",
  define: { __RECORDED__: JSON.stringify(mode === "recorded") },
  server: { fs: { allow: [".."] } },
  build: {
    target: "es2022",
    // What web views of the last years understand; `light-dark()` is translated for the older ones.
    cssTarget: ["safari16", "chrome110"],
    outDir: mode === "recorded" ? "dist-recorded" : "dist",
    // The content security policy of the window allows files of its own only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
}));
