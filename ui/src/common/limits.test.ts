import { describe, expect, it } from "vitest";
import { charactersLeft } from "./limits";

describe("the length of a note", () => {
  it("counts what people see as one character as one", () => {
    expect(charactersLeft("")).toBe(500);
    expect(charactersLeft("🚆".repeat(500))).toBe(0);
    expect(charactersLeft("x".repeat(501))).toBe(-1);
  });
});
