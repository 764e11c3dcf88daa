// Several addresses at once: they are looked up one after the other, and what the same button can do for several is done one after the other.
// Each step waits for what came of the one before; a failure stops the rest, since the next would most likely fail as well.
import type { ActionView, AdminRequest, PeopleView, Problem } from "../platform/contract";

/** So many at once: each look-up is counted by the service. */
export const MOST = 50;

export interface Row {
  email: string;
  state: "waits" | "looking" | "known" | "doing" | "done" | "failed";
  /** What is the case, or what failed. */
  verdict: string;
  /** What can be done for this address by the same button as for others. */
  action: ActionView | null;
}

/** What one button does for all addresses that allow it. */
export interface SharedAction {
  kind: AdminRequest["kind"];
  label: string;
  count: number;
}

/** What changes nothing but that somebody of this address comes in, or is asked to. */
const shared: readonly AdminRequest["kind"][] = ["create", "add_to_account", "invite", "offer_transfer", "approve_person"];

const kindOf = (action: ActionView) => (action.request.kind === "administer" ? action.request.request.kind : null);
const isShared = (action: ActionView) => shared.some((kind) => kind === kindOf(action));

export class Batch {
  rows = $state<Row[]>([]);
  #ask: (request: AdminRequest) => void;
  /** What the rows that are being done are done by. */
  #kind: AdminRequest["kind"] | null = null;
  /** The confirmation that stood there before the step that is under way. */
  #before: string | null = null;

  constructor(addresses: readonly string[], ask: (request: AdminRequest) => void) {
    this.#ask = ask;
    this.rows = addresses.slice(0, MOST).map((email) => ({ email, state: "waits", verdict: "", action: null }));
    this.#next(null);
  }

  /** Whether something is under way. */
  get busy(): boolean {
    return this.rows.some((row) => row.state === "looking" || row.state === "doing");
  }

  /** The buttons, once every address is known; those for most addresses first. */
  get actions(): SharedAction[] {
    if (this.busy) return [];
    const found: SharedAction[] = [];
    for (const { state, action } of this.rows) {
      const kind = action && kindOf(action);
      if (state !== "known" || !action || !kind) continue;
      const same = found.find((it) => it.kind === kind);
      if (same) same.count += 1;
      else found.push({ kind, label: action.label, count: 1 });
    }
    return found.sort((one, other) => other.count - one.count);
  }

  /** Does it for every address that allows it. */
  doAll(kind: AdminRequest["kind"], notice: string | null): void {
    if (this.busy) return;
    this.#kind = kind;
    this.#next(notice);
  }

  /** Takes in what the overview says now. */
  settle(people: PeopleView, problem: Problem | null, notice: string | null): void {
    const row = this.rows.find((it) => it.state === "looking" || it.state === "doing");
    if (!row || people.busy) return;
    if (problem) {
      row.state = "failed";
      row.verdict = problem.what;
      this.#kind = null;
    } else if (row.state === "looking" && people.query === row.email && people.card) {
      row.state = "known";
      row.verdict = people.card.verdict;
      row.action = people.card.actions.find(isShared) ?? null;
      this.#next(notice);
    } else if (row.state === "doing" && notice !== null && notice !== this.#before) {
      row.state = "done";
      row.verdict = notice;
      this.#next(notice);
    }
  }

  #next(notice: string | null): void {
    const unknown = this.rows.find((it) => it.state === "waits");
    if (unknown) {
      unknown.state = "looking";
      return this.#ask({ kind: "find", query: unknown.email });
    }
    const next = this.rows.find((it) => it.state === "known" && it.action && kindOf(it.action) === this.#kind);
    if (!next?.action || next.action.request.kind !== "administer") {
      this.#kind = null;
      return;
    }
    next.state = "doing";
    this.#before = notice;
    this.#ask(next.action.request.request);
  }
}
