import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PAUSE, DeferredChoice } from "./deferred_choice.svelte";

let actual: string;
let sent: string[];
let choice: DeferredChoice<string>;

beforeEach(() => {
  vi.useFakeTimers();
  actual = "DE";
  sent = [];
  choice = new DeferredChoice(
    () => actual,
    (value) => sent.push(value),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a choice that takes effect at once", () => {
  it("is shown at once, and sent when the person pauses", () => {
    choice.set("FR");
    expect([choice.value, sent]).toEqual(["FR", []]);
    vi.advanceTimersByTime(PAUSE);
    expect([choice.value, sent]).toEqual(["FR", ["FR"]]);
  });

  it("sends only where the arrow keys stop", () => {
    for (const value of ["FR", "GB", ""]) {
      choice.set(value);
      vi.advanceTimersByTime(PAUSE - 1);
    }
    vi.advanceTimersByTime(PAUSE);
    expect(sent).toEqual([""]);
  });

  it("is sent once when the person goes elsewhere", () => {
    choice.set("FR");
    choice.flush();
    choice.flush();
    vi.advanceTimersByTime(PAUSE);
    expect(sent).toEqual(["FR"]);
  });

  it("is not sent where it was taken back within the pause, but is after it was sent", () => {
    choice.set("FR");
    choice.set("DE");
    vi.advanceTimersByTime(PAUSE);
    expect(sent).toEqual([]);
    choice.set("FR");
    choice.flush();
    choice.set("DE");
    choice.flush();
    expect(sent).toEqual(["FR", "DE"]);
  });

  it("gives way to the truth, unless another choice is under way", () => {
    choice.set("FR");
    choice.flush();
    choice.settle();
    expect(choice.value).toBe("DE");
    choice.set("GB");
    choice.settle();
    expect(choice.value).toBe("GB");
  });
});
