import { afterEach, describe, expect, it, vi } from "vitest";
import type { Request } from "../platform/contract";
import { DOUBLE_CLICK, DoubleClickGuard } from "./double_click_guard";

describe("the guard", () => {
  afterEach(() => vi.useRealTimers());

  const refresh: Request = { kind: "refresh_policy" };
  const check: Request = { kind: "check_again" };

  it("admits the same request once in the time of a double click", () => {
    vi.useFakeTimers();
    const guard = new DoubleClickGuard();
    expect([guard.admits(refresh), guard.admits(refresh)]).toEqual([true, false]);
    vi.advanceTimersByTime(DOUBLE_CLICK);
    expect(guard.admits(refresh)).toBe(true);
  });

  it("measures the time from the last request, whatever came before it", () => {
    vi.useFakeTimers();
    const guard = new DoubleClickGuard();
    guard.admits(refresh);
    vi.advanceTimersByTime(DOUBLE_CLICK - 1);
    expect(guard.admits(check)).toBe(true);
    vi.advanceTimersByTime(DOUBLE_CLICK - 1);
    expect(guard.admits(check)).toBe(false);
  });

  it("lets another choice through, and the first one again after it", () => {
    const guard = new DoubleClickGuard();
    const themes = (["light", "dark", "light"] as const).map((theme) => guard.admits({ kind: "set_theme", theme }));
    expect(themes).toEqual([true, true, true]);
    guard.stop();
  });
});
