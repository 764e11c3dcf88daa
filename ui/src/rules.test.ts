import { describe, expect, it } from "vitest";
import { addressLooksRight } from "./address";
import { charactersLeft } from "./length";
import type { ProductView } from "./platform/contract";
import { isMessage } from "./message";
import { allowed, routeOf, screenOf, screensFor } from "./routes";
import { matching } from "./search";

describe("an address of a service", () => {
  it.each(["https://domicile.example.com", "https://domicile.example.com:8443/base", "http://127.0.0.1:4711", "http://localhost:1", "http://[::1]:1"])(
    "%s can be one",
    (text) => expect(addressLooksRight(text)).toBe(true),
  );

  it.each(["", "domicile.example.com", "http://domicile.example.com", "ftp://127.0.0.1", "https://ana:secret@example.com", "javascript:alert(1)"])(
    "%s cannot",
    (text) => expect(addressLooksRight(text)).toBe(false),
  );
});

describe("the length of a note", () => {
  it("counts what people see as one character as one", () => {
    expect(charactersLeft("")).toBe(500);
    expect(charactersLeft("🚆".repeat(500))).toBe(0);
    expect(charactersLeft("x".repeat(501))).toBe(-1);
  });
});

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
    expect([allowed("people", true), allowed("people", false), allowed("requests", false), allowed("leave", false)]).toEqual(["people", "home", "home", "leave"]);
  });

  it("stand before Settings, which stays last", () => {
    expect(screensFor(true)).toEqual(["home", "licences", "requests", "people", "settings"]);
    expect(screensFor(false).at(-1)).toBe("settings");
  });
});

describe("a message in another language", () => {
  it("is one that somebody else reads", () => {
    expect(isMessage({ kind: "copy_message", message: "old-admin" })).toBe(true);
    expect(isMessage({ kind: "administer", request: { kind: "copy_welcome", email: "ana@example.com" } })).toBe(true);
    expect(isMessage({ kind: "copy_why", product: "rail-designer" })).toBe(true);
    expect(isMessage({ kind: "copy_message", message: "support" })).toBe(false);
    expect(isMessage({ kind: "copy_code" })).toBe(false);
  });
});

describe("the search for a product", () => {
  const product = (name: string, label = "Ready"): ProductView => ({ id: name, name, state: "ready", code: "ready", label, why: "", until: "", explanation: { steps: [], fix: null } });
  const list = [product("Bridge Modeler"), product("Éclair Designer", "Not owned"), product("Rail Designer")];
  const found = (query: string) => matching(list, query).map((it) => it.name);

  it("finds by part of the name, however it is written", () => {
    expect(found("eclair")).toEqual(["Éclair Designer"]);
    expect(found("  DESIGN ")).toEqual(["Éclair Designer", "Rail Designer"]);
  });

  it("wants every word, and takes the state for one", () => {
    expect(found("designer not owned")).toEqual(["Éclair Designer"]);
    expect(found("designer bridge")).toEqual([]);
  });

  it("shows everything for nothing", () => {
    expect(found(" ")).toHaveLength(3);
  });
});
