import { beforeEach, describe, expect, it, vi } from "vitest";
import { t } from "../i18n/words";
import type { Overview, Platform, Problem, Request } from "../platform/contract";
import { AppState } from "./app_state.svelte";

const problem: Problem = {
  code: "unreachable",
  what: "The request was not sent",
  why: "The service does not answer.",
  do: [],
  requestId: null,
};
const removalRequest = { id: "r1", open: true } as Overview["request"];

/** An overview of which only that matters which the state of the window looks at. */
const overview = (change: Partial<Overview> = {}): Overview =>
  ({ language: "en", problem: null, notice: null, request: null, ...change }) as Overview;

class FakePlatform implements Platform {
  first = overview();
  sent: Request[] = [];
  refusal: Problem | undefined;
  changed: (overview: Overview) => void = () => {};
  order: string[] = [];

  async onOverview(changed: (overview: Overview) => void) {
    this.order.push("subscribe");
    this.changed = changed;
    return () => {};
  }
  async overview() {
    this.order.push("ask");
    return this.first;
  }
  async request(request: Request) {
    this.sent.push(request);
    return this.refusal;
  }
  async close() {}
}

let platform: FakePlatform;
let app: AppState;

beforeEach(async () => {
  window.location.hash = "";
  platform = new FakePlatform();
  app = new AppState(platform);
  await app.start();
});

describe("the start", () => {
  it("subscribes first and asks once after", () => {
    expect(platform.order).toEqual(["subscribe", "ask"]);
    expect(app.overview).toBe(platform.first);
  });

  it("keeps an event that came before the answer", async () => {
    const newer = overview({ notice: "newer" });
    const racing = new FakePlatform();
    racing.overview = async () => {
      racing.changed(newer);
      return racing.first;
    };
    const other = new AppState(racing);
    await other.start();
    expect(other.overview).toBe(newer);
  });

  it("says so where the app does not answer", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    platform.onOverview = async () => Promise.reject(new Error("gone"));
    const other = new AppState(platform);
    await other.start();
    expect(other.broken).toBe(true);
  });
});

describe("the language", () => {
  it("is the one of the newest overview, for every label", () => {
    expect(t("ui-cancel")).toBe("Cancel");
    app.show(overview({ language: "de" }));
    expect(t("ui-cancel")).toBe("Abbrechen");
    app.show(overview({ language: "es" }));
    expect(t("ui-cancel")).toBe("Cancelar");
    app.show(overview());
    expect(t("ui-cancel")).toBe("Cancel");
  });
});

describe("a button of the overview", () => {
  it("that proposes to leave opens the form and sends nothing", () => {
    void app.submit({ kind: "file_removal", to: "tom-becker", reason: "new work", note: "as before", goingTo: null });
    expect(app.route).toBe("leave");
    expect(app.draft).toMatchObject({ to: "tom-becker", note: "new work\nas before", goingTo: "" });
    expect(platform.sent).toEqual([]);
  });

  it("that proposes to leave does not touch what was typed", () => {
    app.draft.note = "typed";
    void app.submit({ kind: "file_removal", to: null, reason: null, note: "proposed", goingTo: null });
    expect(app.draft.note).toBe("typed");
  });

  it("that withdraws asks first", () => {
    void app.submit({ kind: "withdraw_removal", id: "r1" });
    expect(app.dialog).toEqual({ kind: "withdraw_request", id: "r1" });
    expect(platform.sent).toEqual([]);
  });

  it("that asks support opens the form with the proposed text", () => {
    void app.submit({ kind: "ask_support", text: "Nobody answers." });
    expect(app.route).toBe("support");
    expect(app.draft.support).toBe("Nobody answers.");
  });

  it("that opens a screen opens it here", () => {
    void app.submit({ kind: "open_window", screen: "licences" });
    expect(app.route).toBe("licences");
    expect(platform.sent).toEqual([]);
  });

  it("with any other request sends it as it is", () => {
    void app.submit({ kind: "refresh_policy" });
    expect(platform.sent).toEqual([{ kind: "refresh_policy" }]);
  });
});

describe("an administrator", () => {
  const item = { id: "r1", open: true } as NonNullable<Overview["admin"]>["inbox"]["items"][number];
  const admin = (account: string, items = [item]) =>
    ({ account, inbox: { items }, people: { card: null } }) as unknown as NonNullable<Overview["admin"]>;
  const administer = (request: object) => ({ kind: "administer", request });

  it("who opens a request says so, and only while it is open", () => {
    app.show(overview({ admin: admin("old-bridge") }));
    app.openRequest("r1");
    expect(platform.sent).toEqual([administer({ kind: "open_request", id: "r1" })]);
    app.show(overview({ admin: admin("old-bridge", [{ ...item, open: false }]) }));
    app.openRequest("r1");
    expect(platform.sent).toHaveLength(1);
  });

  it("goes back from a request to the list, then to the screen before", () => {
    app.show(overview({ admin: admin("old-bridge") }));
    app.go("licences");
    app.go("requests");
    app.openRequest("r1");
    app.back();
    expect([app.route, app.adminDraft.request]).toEqual(["requests", null]);
    app.back();
    expect(app.route).toBe("licences");
  });

  it("of another account finds an empty draft", () => {
    app.show(overview({ admin: admin("old-bridge") }));
    app.adminDraft.reasons["r1"] = "typed";
    app.show(overview({ admin: admin("old-bridge") }));
    expect(app.adminDraft.reasons).toEqual({ r1: "typed" });
    app.show(overview({ admin: admin("northwind-rail") }));
    expect(app.adminDraft.reasons).toEqual({});
  });

  it("is the only one to see the screens for administrators", () => {
    app.show(overview({ admin: admin("old-bridge") }));
    app.go("people");
    expect(app.shown).toBe("people");
    app.show(overview({ admin: null }));
    expect([app.route, app.shown]).toEqual(["people", "home"]);
  });

  it("who presses twice sends once, and may press again later", () => {
    vi.useFakeTimers();
    const request: Request = { kind: "administer", request: { kind: "add_to_account", email: "yara.haddad@example.com" } };
    void app.submit(request);
    void app.submit(request);
    expect(platform.sent).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    void app.submit(request);
    expect(platform.sent).toHaveLength(2);
    vi.useRealTimers();
  });
});

describe("sending a removal request", () => {
  const file: Request = { kind: "file_removal", to: "maria-silva", reason: null, note: "please", goingTo: null };

  beforeEach(async () => {
    app.go("leave");
    app.draft.note = "please";
    await app.submit(file, { from: "form" });
  });

  it("stays on the form until it has arrived, then goes Home with an empty draft", () => {
    expect(platform.sent).toEqual([file]);
    expect([app.route, app.sending]).toEqual(["leave", "file_removal"]);
    platform.changed(overview());
    expect(app.sending).toBe("file_removal");
    platform.changed(overview({ request: removalRequest }));
    expect([app.route, app.sending, app.draft.note]).toEqual(["home", null, ""]);
  });

  it("is sent once, however often the button is pressed", async () => {
    await app.submit(file, { from: "form" });
    expect(platform.sent).toHaveLength(1);
  });

  it("that fails keeps the form and every word", () => {
    platform.changed(overview({ problem }));
    expect([app.route, app.sending, app.draft.note]).toEqual(["leave", null, "please"]);
    expect(app.problem).toBe(problem);
  });

  it("after a failure puts the old problem away first", async () => {
    platform.changed(overview({ problem }));
    await app.submit(file, { from: "form" });
    expect(platform.sent.map((it) => it.kind)).toEqual(["file_removal", "dismiss", "file_removal"]);
  });

  it("after a failure is sent once as well, however fast the button is pressed", async () => {
    platform.changed(overview({ problem }));
    await Promise.all([app.submit(file, { from: "form" }), app.submit(file, { from: "form" })]);
    expect(platform.sent.map((it) => it.kind)).toEqual(["file_removal", "dismiss", "file_removal"]);
  });

  it("can be repeated after half a minute without any effect", async () => {
    vi.useFakeTimers();
    const patient = new AppState(platform);
    await patient.submit(file, { from: "form" });
    expect(patient.sending).toBe("file_removal");
    vi.advanceTimersByTime(30_000);
    expect(patient.sending).toBeNull();
    vi.useRealTimers();
  });
});

describe("a request that is not taken", () => {
  it("shows its problem until the next one is taken", async () => {
    platform.refusal = problem;
    expect(await app.submit({ kind: "check_again" })).toBe(false);
    expect(app.problem).toBe(problem);
    platform.refusal = undefined;
    await app.submit({ kind: "refresh_policy" });
    expect(app.problem).toBeNull();
  });

  it("becomes a problem in words where nobody answers at all", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    platform.request = async () => Promise.reject(new Error("channel closed"));
    await app.submit({ kind: "check_again" });
    expect(app.problem).toMatchObject({ code: "no_answer", what: "Domicile does not answer" });
  });

  it("is dismissed without troubling the controller", async () => {
    platform.refusal = problem;
    await app.submit({ kind: "check_again" });
    await app.dismiss();
    expect(app.problem).toBeNull();
    expect(platform.sent).toHaveLength(1);
  });
});

describe("going back", () => {
  it("leads from a form to Home and from a screen to the one before", () => {
    app.go("licences");
    app.go("settings");
    app.back();
    expect(app.route).toBe("licences");
    app.go("leave");
    app.back();
    expect(app.route).toBe("home");
    app.back();
    expect(app.route).toBe("home");
  });

  it("follows an address that the app sets from outside", () => {
    window.location.hash = "licences";
    app.follow();
    expect(app.route).toBe("licences");
  });
});
