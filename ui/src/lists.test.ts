import { expect, it } from "vitest";

const sources = Object.entries(import.meta.glob<string>("./*/**/*.svelte", { query: "?raw", import: "default", eager: true }));

// WebKit takes the role from a list whose markers are gone by `list-style: none`, so each says that it is one. The navigation's keeps it.
it("every list says that it is one", () => {
  const silent = sources.filter(([path, text]) => path !== "./app/Nav.svelte" && /<[uo]l(?![^>]* role="list")[\s>]/.test(text));
  expect(silent.map(([path]) => path)).toEqual([]);
});

// A `summary` has no role in WebKitGTK's tree.
it("what is folded away is opened by a button", () => {
  const folded = sources.filter(([, text]) => /<(details|summary)[\s>]/.test(text)).map(([path]) => path);
  expect(folded).toEqual([]);
});
