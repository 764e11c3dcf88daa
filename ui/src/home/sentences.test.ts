import { describe, expect, it } from "vitest";
import offer from "../../recorded/offer.json";
import { after } from "./sentences";

describe("what was said already", () => {
  it("is left out of what an offer says", () => {
    const [first] = offer.offers;
    const rest = after(first?.detail ?? "", offer.headline.detail);
    expect(rest).toMatch(/^As soon as they do, Northwind Rail adds and unlocks you\./);
    expect(`${offer.headline.detail} ${rest}`).toBe(first?.detail);
  });

  it("changes nothing where a text begins otherwise, or says nothing more", () => {
    expect(after("One. Two.", "Two.")).toBe("One. Two.");
    expect(after("One.", "One.")).toBe("One.");
    expect(after("One.", null)).toBe("One.");
  });
});
