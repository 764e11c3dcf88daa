import { describe, expect, it } from "vitest";
import { allowed, routeOf, screenOf, screensFor } from "./routes";

describe("the address of a screen", () => {
  it("opens the screen, and Home where it is none", () => {
    expect(routeOf("#licences")).toBe("licences");
    expect(routeOf("")).toBe("home");
    expect(routeOf("#constructor")).toBe("home");
  });

  it("keeps the forms under Home", () => {
    expect(screenOf("leave")).toBe("home");
    expect(screenOf("settings")).toBe("settings");
  });
});

describe("the screens for administrators", () => {
  it("are Home to everybody else", () => {
    expect([allowed("people", true), allowed("people", false), allowed("requests", false), allowed("leave", false)]).toEqual([
      "people",
      "home",
      "home",
      "leave",
    ]);
  });

  it("stand before Settings, which stays last", () => {
    expect(screensFor(true)).toEqual(["home", "licences", "requests", "people", "settings"]);
    expect(screensFor(false).at(-1)).toBe("settings");
  });
});
