import { beforeEach, describe, expect, it } from "vitest";
import free from "../../recorded/person-free.json";
import offered from "../../recorded/person-affiliated-elsewhere.json";
import settings from "../../recorded/problem.json";
import type { AdminRequest, Overview, PeopleView, Problem } from "../platform/contract";
import { Batch } from "./batch.svelte";
import { addressesIn } from "./live_search";

const peopleOf = (state: unknown): PeopleView => {
  const { admin } = state as Overview;
  if (!admin) throw new Error("no administrator");
  return admin.people;
};
const problem = (settings as unknown as Overview).problem as Problem;

let sent: AdminRequest[];
let batch: Batch;
const found = (state: unknown, query: string) => batch.settle({ ...peopleOf(state), query, busy: false }, null, null);
/** The card of a free address, whose button is for that address. */
const freeFor = (email: string): PeopleView => {
  const people = peopleOf(free);
  const card = people.card && {
    ...people.card,
    actions: people.card.actions.map((it) => ({
      ...it,
      request: { kind: "administer", request: { kind: "add_to_account", email } } as const,
    })),
  };
  return { ...people, query: email, busy: false, card };
};

beforeEach(() => {
  sent = [];
  batch = new Batch(["a@x.example", "b@x.example", "c@x.example"], (request) => sent.push(request));
});

describe("several addresses", () => {
  it.each([
    ["a@x.example\nb@x.example\r\n", ["a@x.example", "b@x.example"]],
    ["a@x.example, b@x.example; a@x.example", ["a@x.example", "b@x.example"]],
    ["Ana Costa <ana@x.example>; Tom <tom@x.example>", ["ana@x.example", "tom@x.example"]],
    ["Costa, Ana", []],
    ["a@x.example", ["a@x.example"]],
  ])("%j: %j", (text, expected) => {
    expect(addressesIn(text)).toEqual(expected);
  });

  it("are looked up one after the other, each after the answer to the one before", () => {
    expect(sent).toEqual([{ kind: "find", query: "a@x.example" }]);
    batch.settle({ ...peopleOf(free), query: "a@x.example", busy: true }, null, null);
    found(free, "somebody@else.example");
    expect(sent).toHaveLength(1);
    found(free, "a@x.example");
    found(offered, "b@x.example");
    expect(sent.map((it) => (it.kind === "find" ? it.query : ""))).toEqual(["a@x.example", "b@x.example", "c@x.example"]);
    expect(batch.actions, "not before all are known").toEqual([]);
    found(free, "c@x.example");
    expect(batch.rows.map((it) => it.verdict)).toEqual(["Free to join", "Belongs to another account", "Free to join"]);
    expect(batch.actions.map(({ label, count }) => [label, count])).toEqual([
      ["Add to account", 2],
      ["Offer to add them", 1],
    ]);
  });

  it("are done by one button, one after the other, and the others stay", () => {
    batch.settle(freeFor("a@x.example"), null, null);
    found(offered, "b@x.example");
    batch.settle(freeFor("c@x.example"), null, "An older notice.");
    sent = [];
    batch.doAll("add_to_account", "An older notice.");
    batch.doAll("add_to_account", "An older notice.");
    batch.settle(freeFor("c@x.example"), null, "An older notice.");
    expect(sent).toEqual([{ kind: "add_to_account", email: "a@x.example" }]);
    batch.settle(freeFor("c@x.example"), null, "a@x.example was added.");
    expect(sent).toEqual(["a", "c"].map((name) => ({ kind: "add_to_account", email: `${name}@x.example` })));
    batch.settle(freeFor("c@x.example"), null, "c@x.example was added.");
    expect(batch.rows.map((it) => it.state)).toEqual(["done", "known", "done"]);
    expect(batch.actions.map((it) => it.kind)).toEqual(["offer_transfer"]);
  });

  it("stop where something fails, which is said in its row", () => {
    batch.settle({ ...peopleOf(free), card: null, query: "a@x.example", busy: false }, problem, null);
    expect(batch.rows.map((it) => it.state)).toEqual(["failed", "waits", "waits"]);
    expect(batch.rows[0]?.verdict).toBe(problem.what);
    expect(sent).toHaveLength(1);
    expect(batch.busy).toBe(false);
  });
});
