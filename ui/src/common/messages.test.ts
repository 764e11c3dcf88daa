import { describe, expect, it } from "vitest";
import { isMessage } from "./messages";

describe("a message in another language", () => {
  it("is one that somebody else reads", () => {
    expect(isMessage({ kind: "copy_message", message: "old-admin" })).toBe(true);
    expect(isMessage({ kind: "administer", request: { kind: "copy_welcome", email: "ana@example.com" } })).toBe(true);
    expect(isMessage({ kind: "administer", request: { kind: "copy_for_buyer" } })).toBe(true);
    expect(isMessage({ kind: "administer", request: { kind: "more" } })).toBe(false);
    expect(isMessage({ kind: "copy_why", product: "rail-designer" })).toBe(true);
    expect(isMessage({ kind: "copy_message", message: "support" })).toBe(false);
    expect(isMessage({ kind: "copy_code" })).toBe(false);
  });
});
