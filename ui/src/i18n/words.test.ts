import { afterEach, describe, expect, it } from "vitest";
import { language, languages, negotiate, speak } from "./language.svelte";
import { t } from "./words";

const sources = Object.entries(
  import.meta.glob<string>(["../**/*.svelte", "../**/*.ts", "!../**/*.test.ts"], { query: "?raw", import: "default", eager: true }),
)
  .filter(([path]) => !path.endsWith("bindings.ts"))
  .map(([, text]) => text)
  .join("\n");
const english = Object.values(
  import.meta.glob<string>("../../../locales/en/ui*.ftl", { query: "?raw", import: "default", eager: true }),
).join("\n");
const ids = [...english.matchAll(/^([a-z][a-z-]*) =/gm)].map((found) => found[1] ?? "");
const completed = [...english.matchAll(/^# dynamic: (\S+)/gm)].map((found) => found[1] ?? "");

afterEach(() => speak("en"));

describe("the language", () => {
  it("is the first wish that there are labels in, else English", () => {
    expect(negotiate(["fr-CH", "de-CH", "en"])).toBe("de");
    expect(negotiate(["es-419"])).toBe("es");
    expect(negotiate(["tlh"])).toBe("en");
    expect(negotiate([])).toBe("en");
  });

  it("is every one that the product speaks", () => {
    const folders = Object.keys(import.meta.glob("../../../locales/*/ui.ftl")).map((path) => path.split("/").at(-2));
    expect([...languages].sort()).toEqual(folders.sort());
  });

  it("has a word of its own for what is not the same in all", () => {
    expect(languages.map((it) => (speak(it), language(), t("ui-nav-settings")))).toEqual(["Settings", "Einstellungen", "Configuración"]);
    expect(languages.map((it) => (speak(it), t("ui-characters-left", { count: 1200 })))).toEqual([
      "1,200 characters left",
      "noch 1.200 Zeichen",
      "quedan 1200 caracteres",
    ]);
  });
});

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
});
