import { expect, it } from "vitest";

/** Which folders a folder may import from, beside itself. What two features share stands in `common`; no feature knows another. */
const allowed: Record<string, readonly string[]> = {
  platform: ["i18n"],
  i18n: [],
  state: ["platform", "i18n"],
  common: ["platform", "i18n", "state"],
  home: ["platform", "i18n", "state", "common"],
  licences: ["platform", "i18n", "state", "common"],
  people: ["platform", "i18n", "state", "common"],
  requests: ["platform", "i18n", "state", "common"],
  settings: ["platform", "i18n", "state", "common"],
  dialogs: ["platform", "i18n", "state", "common"],
  app: ["platform", "i18n", "state", "common", "home", "licences", "people", "requests", "settings", "dialogs"],
};

const sources = import.meta.glob<string>(["./*/**/*.{ts,svelte}", "!./**/*.test.ts"], { query: "?raw", import: "default", eager: true });

it("a folder imports from those it may know", () => {
  const folderOf = (path: string) => path.split("/")[1] ?? "";
  const wrong = Object.entries(sources).flatMap(([path, source]) => {
    const imported = [...source.matchAll(/\b(?:from|import)[\s(]*"\.\.\/([^/"]+)\//g)].map((found) => found[1] ?? "");
    return imported.filter((folder) => !allowed[folderOf(path)]?.includes(folder)).map((folder) => `${path} imports from ${folder}`);
  });
  expect(wrong).toEqual([]);
  expect(new Set(Object.keys(sources).map(folderOf))).toEqual(new Set(Object.keys(allowed)));
});
