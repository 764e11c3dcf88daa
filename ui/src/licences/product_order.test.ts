import { expect, it } from "vitest";
import type { ProductView } from "../platform/contract";
import { byUse } from "./product_order";

const product = (name: string, state: ProductView["state"], code: string = state) => ({ name, state, code }) as ProductView;

it("what can be used comes first, what is not owned after what could be, what has ended last", () => {
  const products = [
    product("Archive Reader", "denied", "ended"),
    product("Bridge Modeler", "denied", "not_owned"),
    product("Cable Planner", "denied", "restricted"),
    product("Depot", "trial"),
    product("Terrain Viewer", "ready"),
    product("Zone", "ready"),
    product("Yard", "grace"),
  ];
  expect(byUse(products).map((it) => it.name)).toEqual([
    "Terrain Viewer",
    "Zone",
    "Yard",
    "Depot",
    "Cable Planner",
    "Bridge Modeler",
    "Archive Reader",
  ]);
});
