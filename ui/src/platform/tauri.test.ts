import { emit } from "@tauri-apps/api/event";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, it } from "vitest";
import type { Overview, Problem } from "./contract";
import { platform } from "./tauri";

afterEach(clearMocks);

const shown = { headline: { text: "You can work" } } as Overview;

it("asks the command for the overview", async () => {
  mockIPC((command) => (command === "overview" ? shown : undefined));
  expect(await platform.overview()).toEqual(shown);
});

it("hands each new overview on until it is stopped", async () => {
  mockIPC(() => {}, { shouldMockEvents: true });
  const seen: Overview[] = [];
  const stop = await platform.onOverview((overview) => seen.push(overview));
  await emit("overview-changed", shown);
  expect(seen).toEqual([shown]);
  stop();
  await emit("overview-changed", shown);
  expect(seen).toHaveLength(1);
});

it("sends a request as it is, and nothing comes back", async () => {
  const sent: unknown[] = [];
  mockIPC((command, payload) => {
    sent.push([command, payload]);
    return null;
  });
  expect(await platform.request({ kind: "withdraw_removal", id: "r1" })).toBeUndefined();
  expect(sent).toEqual([["request", { request: { kind: "withdraw_removal", id: "r1" } }]]);
});

it("gives the problem of a request that was not taken", async () => {
  const problem: Problem = { code: "controller_stopped", what: "w", why: "y", do: [], requestId: null };
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- so does Tauri: an error is whatever the command gives
  mockIPC(() => Promise.reject(problem));
  expect(await platform.request({ kind: "check_again" })).toEqual(problem);
});
