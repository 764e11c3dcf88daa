import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ADDRESS_PAUSE, isWholeAddress, LiveSearch, PAUSE, queryOf } from "./live_search";

let sent: string[];
let search: LiveSearch;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  search = new LiveSearch((query) => sent.push(query));
});
afterEach(() => {
  vi.useRealTimers();
});

/** As a person types: letter by letter, faster than the pause. */
function letters(text: string): void {
  for (let length = 1; length <= text.length; length += 1) {
    vi.advanceTimersByTime(PAUSE - 1);
    search.type(text.slice(0, length), sent.at(-1) ?? "");
  }
}

describe("what is typed", () => {
  it("is looked for when somebody pauses, and only then", () => {
    letters("ana");
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(PAUSE);
    expect(sent).toEqual(["ana"]);
  });

  it("as a whole address waits longer, since the service counts those", () => {
    search.type("ana@example.com", "");
    vi.advanceTimersByTime(ADDRESS_PAUSE - 1);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual(["ana@example.com"]);
  });

  it("as half an address is looked for by what stands before the @, once", () => {
    letters("ana");
    vi.advanceTimersByTime(PAUSE);
    for (const typed of ["ana@", "ana@exam", "ana@example.c"]) {
      search.type(typed, "ana");
      vi.advanceTimersByTime(ADDRESS_PAUSE);
    }
    expect(sent).toEqual(["ana"]);
  });

  it("is looked for at once with Enter, and not a second time after the pause", () => {
    search.type(" ana ", "");
    search.now(" ana ");
    vi.advanceTimersByTime(ADDRESS_PAUSE);
    expect(sent).toEqual(["ana"]);
  });

  it("is forgotten where it is taken back, or somebody goes elsewhere", () => {
    search.type("anb", "ana");
    search.type("ana", "ana");
    vi.advanceTimersByTime(ADDRESS_PAUSE);
    search.type("ann", "ana");
    search.stop();
    vi.advanceTimersByTime(ADDRESS_PAUSE);
    expect(sent).toEqual([]);
  });

  it("shows everybody at once where the field is emptied", () => {
    search.type("", "ana");
    expect(sent).toEqual([""]);
  });
});

it.each([
  ["ana@example.com", true],
  ["ana.costa+x@mail.oldbridge.example", true],
  ["ana@", false],
  ["ana@example", false],
  ["ana@example.c", false],
  ["@example.com", false],
  ["ana costa@example.com", false],
])("%s is a whole address: %s", (text, whole) => {
  expect(isWholeAddress(text)).toBe(whole);
  expect(queryOf(` ${text} `) === text).toBe(whole);
});
