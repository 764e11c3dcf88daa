// What the window itself knows beside the overview: which screen is open, which dialog, and words that are typed but not sent.
// It decides nothing about the person's state; that all stands in the overview.
import { getContext, setContext } from "svelte";
import { type Language, speak } from "../i18n/language.svelte";
import { t } from "../i18n/words";
import type { Overview, Platform, Problem, Request, Screen } from "../platform/contract";
import { confirmationOf, type Dialog } from "./confirmations";
import { DoubleClickGuard } from "./double_click_guard";
import { type NamedChange, namedChange } from "./named_changes";
import { allowed, type Route, routeOf } from "./routes";

/** After this long without any effect the person may send again. */
const PATIENCE = 30_000;

/** Who asks for something: a button (or key, or switch), the dialog that asked before, a form that was filled in, or the way back. */
export type Origin = "button" | "dialog" | "form" | "undo";

/** Typed but not sent; kept until it has arrived, so that nothing is asked twice. */
export interface Draft {
  to: string | null;
  note: string;
  goingTo: string;
  support: string;
}

/** What an administrator has typed or opened; the rest of their screens stands in the overview. */
export interface AdminDraft {
  /** The removal request that is open. */
  request: string | null;
  /** Which requests are listed. */
  answered: boolean;
  /** Typed into the search for people; `null`: what the overview says was looked for last. */
  query: string | null;
  /** Reasons to decline that are not sent, by request. */
  reasons: Record<string, string>;
}

const emptyDraft = (): Draft => ({ to: null, note: "", goingTo: "", support: "" });
const emptyAdminDraft = (): AdminDraft => ({ request: null, answered: false, query: null, reasons: {} });

export class AppState {
  overview = $state.raw<Overview | null>(null);
  /** A request that was not taken at all. Failures of the service stand in the overview. */
  refusal = $state.raw<Problem | null>(null);
  /** Even the first overview could not be had. */
  broken = $state(false);
  route = $state<Route>("home");
  dialog = $state.raw<Dialog | null>(null);
  draft = $state<Draft>(emptyDraft());
  adminDraft = $state<AdminDraft>(emptyAdminDraft());
  /** What is being sent and has had no effect yet. */
  sending = $state<Request["kind"] | null>(null);
  now = $state(Date.now());
  /** The change that the notice is about, where it has a name and a way back. */
  change = $state.raw<NamedChange | null>(null);
  /** In which language messages to other people are copied; `null`: the window's own. */
  messageLanguage = $state<Language | null>(null);

  readonly administrator = $derived(this.overview?.admin != null);
  /** What is shown: the route, as far as it is for this person. */
  readonly shown = $derived(allowed(this.route, this.administrator));
  readonly problem = $derived(this.refusal ?? this.overview?.problem ?? null);

  #platform: Platform;
  #before: Route = "home";
  #stop: (() => void) | null = null;
  #guard = new DoubleClickGuard();
  /** A change that is on its way. */
  #pending: NamedChange | null = null;
  /** The notice that came with the named change. */
  #noticed: string | null = null;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Subscribes first, then asks once: no first event is lost, and no older answer replaces a newer event. */
  async start(): Promise<void> {
    try {
      this.#stop = await this.#platform.onOverview((overview) => this.show(overview));
      const first = await this.#platform.overview();
      if (this.overview === null) this.show(first);
    } catch (error) {
      console.error(error);
      this.broken = true;
    }
  }

  stop(): void {
    this.#stop?.();
    clearTimeout(this.#patience);
    this.#guard.stop();
  }

  /** Takes a new overview, and notices what became of the thing that was being sent. */
  show(next: Overview): void {
    const before = this.overview;
    this.overview = next;
    speak(next.language);
    this.now = Date.now();
    // What was typed and opened for one account is not for another.
    if (before?.admin && before.admin.account !== next.admin?.account) this.adminDraft = emptyAdminDraft();
    this.#name(next);
    if (this.sending === null) return;
    if (next.problem !== null) this.sending = null;
    else if (this.sending === "file_removal" && next.request && (next.request.open || next.request.id !== before?.request?.id))
      this.#arrived();
    else if (this.sending === "ask_support" && next.notice !== null && next.notice !== before?.notice) this.#arrived();
  }

  /** Calls a change by its name once it is done; the name goes with the notice that came with it. */
  #name(next: Overview): void {
    if (next.problem !== null) this.#pending = null;
    if (this.#pending && next.notice !== null && this.#pending.done(next)) {
      this.change = this.#pending;
      this.#noticed = next.notice;
      this.#pending = null;
    } else if (next.notice !== this.#noticed) {
      this.change = null;
      this.#noticed = null;
    }
  }

  #arrived(): void {
    this.sending = null;
    this.draft = emptyDraft();
    this.go("home");
  }

  /** A file could not even be read: the controller never hears of it. */
  refuse(why: "too_large" | "unreadable"): void {
    const [code, text] =
      why === "too_large" ? (["file_too_large", t("ui-file-too-large")] as const) : (["cannot_read", t("ui-file-unreadable")] as const);
    this.refusal = {
      code,
      what: t("ui-file-refused"),
      why: text,
      do: [{ who: "you", text: t("ui-file-again"), url: null }],
      requestId: null,
    };
  }

  /**
   * Sends a request, once however fast somebody clicks; every button does it this way. What needs a look before it is sent opens its dialog
   * or its form first, which submit it then. Tells whether it was sent and taken.
   */
  async submit(request: Request, { from = "button" }: { from?: Origin } = {}): Promise<boolean> {
    switch (from) {
      case "button":
        return !this.#opens(request) && this.#guard.admits(request) && (await this.#send(request));
      case "dialog":
        if (this.dialog === null) return false;
        this.dialog = null;
        return this.#guard.admits(request) && (await this.#send(request));
      case "undo":
        return this.#guard.admits(request) && (await this.#send(request));
      case "form":
        return this.#sendDraft(request);
    }
  }

  /** Opens what a request needs before it is sent: its dialog, its form, or the screen that is all it asks for. */
  #opens(request: Request): boolean {
    const confirmation = this.overview && confirmationOf(request, this.overview);
    if (confirmation) {
      this.dialog = confirmation;
      return true;
    }
    if (request.kind === "file_removal") {
      if (request.to !== null) this.draft.to = request.to;
      // One text is enough: what was said in two before stands in one.
      if (!this.draft.note) this.draft.note = [request.reason, request.note].filter((it) => it).join("\n");
      if (request.goingTo && !this.draft.goingTo) this.draft.goingTo = request.goingTo;
      this.go("leave");
      return true;
    }
    if (request.kind === "ask_support") {
      if (!this.draft.support) this.draft.support = request.text;
      this.go("support");
      return true;
    }
    if (request.kind === "open_window") {
      // "Choose somebody" beside somebody who is open: the list is what is meant.
      if (request.screen === "people" && this.shown === "people")
        void this.submit({ kind: "administer", request: { kind: "close_person" } });
      else this.go(request.screen);
      return true;
    }
    return false;
  }

  /** Sends what the draft says, once until that has had an effect. The form stays until it has arrived. */
  async #sendDraft(request: Request): Promise<boolean> {
    if (this.sending) return false;
    // First this, so that the second half of a double click finds it; again after, since an overview with the old problem takes it away.
    this.sending = request.kind;
    if (this.problem) await this.dismiss();
    this.sending = request.kind;
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => (this.sending = null), PATIENCE);
    const taken = await this.#send(request);
    if (!taken) this.sending = null;
    return taken;
  }

  async #send(request: Request): Promise<boolean> {
    const named = this.overview && namedChange(request, this.overview);
    if (named) this.#pending = named;
    const refusal =
      (await this.#platform.request(request).catch((error: unknown) => {
        console.error(error);
        return unexpected();
      })) ?? null;
    this.refusal = refusal;
    if (refusal && named === this.#pending) this.#pending = null;
    return refusal === null;
  }

  /** Opens a removal request. That is what "seen" means, so it is told; nothing else tells it. */
  openRequest(id: string): void {
    this.adminDraft.request = id;
    if (this.overview?.admin?.inbox.items.find((item) => item.id === id)?.open)
      void this.submit({ kind: "administer", request: { kind: "open_request", id } });
  }

  /** Closes the problem that is shown. */
  async dismiss(): Promise<void> {
    this.refusal = null;
    if (this.overview?.problem) await this.submit({ kind: "dismiss" });
  }

  go(route: Route): void {
    if (route === this.route) return;
    window.location.hash = route;
    this.follow();
  }

  /**
   * Goes to a screen as the navigation does: to its beginning. Where Requests is open already that is the list; coming from elsewhere, a
   * request that waits for an answer is still open, one that was answered is not.
   */
  enter(screen: Screen): void {
    if (screen === "requests" && this.shown === "requests") this.adminDraft.request = null;
    this.go(screen);
  }

  /** Follows the address, which the app may set from outside (`index.html#licences`). */
  follow(): void {
    const route = routeOf(window.location.hash);
    if (route === this.route) return;
    this.#before = this.route === "leave" || this.route === "support" ? "home" : this.route;
    this.route = route;
    const { request } = this.adminDraft;
    if (route === "requests" && request !== null && !this.overview?.admin?.inbox.items.some((item) => item.id === request && item.open))
      this.adminDraft.request = null;
  }

  /** One step back; on Home there is none. */
  back(): void {
    if (this.shown === "requests" && this.adminDraft.request !== null) {
      this.adminDraft.request = null;
      return;
    }
    if (this.shown === "people" && this.overview?.admin?.people.card)
      return void this.submit({ kind: "administer", request: { kind: "close_person" } });
    if (this.route === "home") return;
    this.go(this.route === "leave" || this.route === "support" ? "home" : this.#before);
  }

  close(): void {
    void this.#platform.close().catch((error: unknown) => console.error(error));
  }
}

/** The controller does not answer at all: the one failure that no overview can tell. */
function unexpected(): Problem {
  return {
    code: "no_answer",
    what: t("ui-no-answer-what"),
    why: t("ui-no-answer-why"),
    do: [{ who: "you", text: t("ui-no-answer-do"), url: null }],
    requestId: null,
  };
}

const key = Symbol("app_state");

export function provideAppState(app: AppState): AppState {
  return setContext(key, app);
}

export function useAppState(): AppState {
  return getContext<AppState>(key);
}
