import { describe, expect, it } from "vitest";
import { commandOf, keysOf, types } from "./shortcuts";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "shiftKey" | "altKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe("a key press", () => {
  it.each([
    ["1", "home"],
    ["2", "licences"],
    ["3", "settings"],
    [",", "settings"],
    ["r", "check"],
    ["w", "close"],
    ["q", "quit"],
  ])("Ctrl+%s asks for %s, on a Mac Cmd", (key, command) => {
    expect(commandOf(press(key, { ctrlKey: true }), false, false)).toBe(command);
    expect(commandOf(press(key, { metaKey: true }), true, false)).toBe(command);
    expect(commandOf(press(key, { ctrlKey: true }), true, false)).toBeNull();
    expect(commandOf(press(key, { metaKey: true }), false, false)).toBeNull();
  });

  it.each([
    ["1", "home"],
    ["2", "licences"],
    ["3", "requests"],
    ["4", "people"],
    ["5", "settings"],
    ["6", null],
  ])("Ctrl+%s opens what is there in an administrator's navigation", (key, command) => {
    expect(commandOf(press(key, { ctrlKey: true }), false, true)).toBe(command);
  });

  it("looks for somebody with Ctrl+K, for administrators only", () => {
    expect(commandOf(press("k", { ctrlKey: true }), false, true)).toBe("find");
    expect(commandOf(press("k", { metaKey: true }), true, true)).toBe("find");
    expect(commandOf(press("k", { ctrlKey: true }), false, false)).toBeNull();
  });

  it("refreshes the policy with Shift, however the letter is written then", () => {
    expect(commandOf(press("R", { ctrlKey: true, shiftKey: true }), false, false)).toBe("refresh");
  });

  it("knows the keys without Ctrl", () => {
    expect(commandOf(press("F5"), false, false)).toBe("check");
    expect(commandOf(press("F1"), false, false)).toBe("help");
    expect(commandOf(press("Escape"), false, false)).toBe("back");
    for (const shiftKey of [true, false]) expect(commandOf(press("?", { shiftKey }), false, false)).toBe("help");
    expect(commandOf(press("?", { ctrlKey: true }), false, false)).toBeNull();
  });

  it("leaves letters to whoever types them, and AltGr to the keyboard", () => {
    expect(commandOf(press("r"), false, false)).toBeNull();
    expect(commandOf(press("q", { ctrlKey: true, altKey: true }), false, false)).toBeNull();
  });
});

describe("the list in Help", () => {
  it("names every command once, with all its keys", () => {
    const list = new Map(keysOf(false, false));
    expect(list.size).toBe(9);
    expect(list.get("settings")).toEqual(["Ctrl+3", "Ctrl+,"]);
    expect(list.get("check")).toEqual(["F5", "Ctrl+R"]);
    expect(list.get("back")).toEqual(["Esc"]);
    expect(list.get("help")).toEqual(["F1", "?"]);
    const administrators = new Map(keysOf(false, true));
    expect(administrators.size).toBe(12);
    expect([administrators.get("people"), administrators.get("settings")]).toEqual([["Ctrl+4"], ["Ctrl+5", "Ctrl+,"]]);
    expect(new Map(keysOf(true, false)).get("refresh")).toEqual(["Cmd+Shift+R"]);
  });
});

describe("whoever types", () => {
  it("is in a field", () => {
    for (const name of ["input", "textarea", "select"]) expect(types(document.createElement(name))).toBe(true);
    for (const name of ["button", "main", "a"]) expect(types(document.createElement(name))).toBe(false);
    expect(types(null)).toBe(false);
  });
});
