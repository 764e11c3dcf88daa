import { describe, expect, it } from "vitest";
import type { ProductView } from "../platform/contract";
import { matching } from "./product_search";

describe("the search for a product", () => {
  const product = (name: string, label = "Ready"): ProductView => ({
    id: name,
    name,
    state: "ready",
    code: "ready",
    label,
    why: "",
    until: "",
    explanation: { steps: [], fix: null },
  });
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
