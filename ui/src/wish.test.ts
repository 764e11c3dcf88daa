import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PAUSE, Wish } from "./wish.svelte";

let actual: string;
let sent: string[];
let wish: Wish<string>;

beforeEach(() => {
  vi.useFakeTimers();
  actual = "DE";
  sent = [];
  wish = new Wish(
    () => actual,
    (value) => sent.push(value),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a choice that takes effect at once", () => {
  it("is shown at once, and sent when the person pauses", () => {
    wish.set("FR");
    expect([wish.value, sent]).toEqual(["FR", []]);
    vi.advanceTimersByTime(PAUSE);
    expect([wish.value, sent]).toEqual(["FR", ["FR"]]);
  });

  it("sends only where the arrow keys stop", () => {
    for (const value of ["FR", "GB", ""]) {
      wish.set(value);
      vi.advanceTimersByTime(PAUSE - 1);
    }
    vi.advanceTimersByTime(PAUSE);
    expect(sent).toEqual([""]);
  });

  it("is sent once when the person goes elsewhere", () => {
    wish.set("FR");
    wish.flush();
    wish.flush();
    vi.advanceTimersByTime(PAUSE);
    expect(sent).toEqual(["FR"]);
  });

  it("gives way to the truth, unless another choice is under way", () => {
    wish.set("FR");
    wish.flush();
    wish.settle();
    expect(wish.value).toBe("DE");
    wish.set("GB");
    wish.settle();
    expect(wish.value).toBe("GB");
  });
});
