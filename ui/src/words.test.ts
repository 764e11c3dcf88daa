import { describe, expect, it } from "vitest";
import { t, tOr } from "./words";

const sources = Object.entries(import.meta.glob<string>(["./**/*.svelte", "./**/*.ts", "!./**/*.test.ts"], { query: "?raw", import: "default", eager: true }))
  .filter(([path]) => !path.endsWith("bindings.ts"))
  .map(([, text]) => text)
  .join("\n");
const english = Object.values(import.meta.glob<string>("../../locales/en/ui*.ftl", { query: "?raw", import: "default", eager: true })).join("\n");
const ids = [...english.matchAll(/^([a-z][a-z-]*) =/gm)].map((found) => found[1] ?? "");
const completed = [...english.matchAll(/^# dynamic: (\S+)/gm)].map((found) => found[1] ?? "");

describe("the labels", () => {
  it("are all there for what the sources ask", () => {
    const asked = [...sources.matchAll(/["`](ui-[a-z-]*[a-z])["`]/g)].map((found) => found[1]);
    expect(asked.length).toBeGreaterThan(80);
    expect(asked.filter((id) => !ids.includes(id ?? ""))).toEqual([]);
  });

  it("are all asked for", () => {
    const unused = ids.filter((id) => !completed.some((begin) => id.startsWith(begin)) && !sources.includes(`"${id}"`));
    expect(unused).toEqual([]);
  });

  it("speak in plural where it is one", () => {
    expect(t("ui-characters-left", { count: 1 })).toBe("1 character left");
    expect(t("ui-characters-left", { count: 0 })).toBe("0 characters left");
    expect(t("ui-products-found", { count: 0, query: "zz" })).toBe("No product has “zz” in its name.");
  });

  it("put values in without invisible marks around them", () => {
    expect(t("ui-leave-send-to", { name: "Maria Silva" })).toBe("Send request to Maria Silva");
  });

  it("fail loudly where there are none, and where a value is missing", () => {
    expect(() => t("ui-nothing-of-the-kind")).toThrow();
    expect(() => t("ui-leave-send-to")).toThrow();
  });

  it("have something to say for a value that is newer than this window", () => {
    expect(tOr("ui-request-state-parked", "parked")).toBe("parked");
    expect(tOr("ui-request-state-seen", "seen")).toBe("Seen");
  });
});
