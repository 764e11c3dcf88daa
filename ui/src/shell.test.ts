import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Overview, Platform, Problem, Request } from "./platform/contract";
import { Shell } from "./shell.svelte";
import { t } from "./words";

const problem: Problem = { code: "unreachable", what: "The request was not sent", why: "The service does not answer.", do: [], requestId: null };
const removalRequest = { id: "r1", open: true } as Overview["request"];

/** An overview of which only that matters which the shell looks at. */
const overview = (change: Partial<Overview> = {}): Overview => ({ language: "en", problem: null, notice: null, request: null, ...change }) as Overview;

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
let shell: Shell;

beforeEach(async () => {
  window.location.hash = "";
  platform = new FakePlatform();
  shell = new Shell(platform);
  await shell.start();
});

describe("the start", () => {
  it("subscribes first and asks once after", () => {
    expect(platform.order).toEqual(["subscribe", "ask"]);
    expect(shell.overview).toBe(platform.first);
  });

  it("keeps an event that came before the answer", async () => {
    const newer = overview({ notice: "newer" });
    const racing = new FakePlatform();
    racing.overview = async () => {
      racing.changed(newer);
      return racing.first;
    };
    const other = new Shell(racing);
    await other.start();
    expect(other.overview).toBe(newer);
  });

  it("says so where the app does not answer", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    platform.onOverview = async () => Promise.reject(new Error("gone"));
    const other = new Shell(platform);
    await other.start();
    expect(other.broken).toBe(true);
  });
});

describe("the language", () => {
  it("is the one of the newest overview, for every label", () => {
    expect(t("ui-cancel")).toBe("Cancel");
    shell.show(overview({ language: "de" }));
    expect(t("ui-cancel")).toBe("Abbrechen");
    shell.show(overview({ language: "es" }));
    expect(t("ui-cancel")).toBe("Cancelar");
    shell.show(overview());
    expect(t("ui-cancel")).toBe("Cancel");
  });
});

describe("a button of the overview", () => {
  it("that proposes to leave opens the form and sends nothing", () => {
    shell.act({ kind: "file_removal", to: "tom-becker", reason: null, note: "as before" });
    expect(shell.route).toBe("leave");
    expect(shell.draft).toMatchObject({ to: "tom-becker", note: "as before" });
    expect(platform.sent).toEqual([]);
  });

  it("that proposes to leave does not touch what was typed", () => {
    shell.draft.note = "typed";
    shell.act({ kind: "file_removal", to: null, reason: null, note: "proposed" });
    expect(shell.draft.note).toBe("typed");
  });

  it("that withdraws asks first", () => {
    shell.act({ kind: "withdraw_removal", id: "r1" });
    expect(shell.dialog).toEqual({ kind: "withdraw", id: "r1" });
    expect(platform.sent).toEqual([]);
  });

  it("that asks support opens the form with the proposed text", () => {
    shell.act({ kind: "ask_support", text: "Nobody answers." });
    expect(shell.route).toBe("support");
    expect(shell.draft.support).toBe("Nobody answers.");
  });

  it("that opens a screen opens it here", () => {
    shell.act({ kind: "open_window", screen: "licences" });
    expect(shell.route).toBe("licences");
    expect(platform.sent).toEqual([]);
  });

  it("with any other request sends it as it is", () => {
    shell.act({ kind: "refresh_policy" });
    expect(platform.sent).toEqual([{ kind: "refresh_policy" }]);
  });
});

describe("an administrator", () => {
  const item = { id: "r1", open: true } as NonNullable<Overview["admin"]>["inbox"]["items"][number];
  const admin = (account: string, items = [item]) => ({ account, inbox: { items }, people: { card: null } }) as unknown as NonNullable<Overview["admin"]>;
  const administer = (request: object) => ({ kind: "administer", request });

  it("who opens a request says so, and only while it is open", () => {
    shell.show(overview({ admin: admin("old-bridge") }));
    shell.openRequest("r1");
    expect(platform.sent).toEqual([administer({ kind: "open_request", id: "r1" })]);
    shell.show(overview({ admin: admin("old-bridge", [{ ...item, open: false }]) }));
    shell.openRequest("r1");
    expect(platform.sent).toHaveLength(1);
  });

  it("goes back from a request to the list, then to the screen before", () => {
    shell.show(overview({ admin: admin("old-bridge") }));
    shell.go("licences");
    shell.go("requests");
    shell.openRequest("r1");
    shell.back();
    expect([shell.route, shell.desk.request]).toEqual(["requests", null]);
    shell.back();
    expect(shell.route).toBe("licences");
  });

  it("of another account finds a clean desk", () => {
    shell.show(overview({ admin: admin("old-bridge") }));
    shell.desk.reasons["r1"] = "typed";
    shell.show(overview({ admin: admin("old-bridge") }));
    expect(shell.desk.reasons).toEqual({ r1: "typed" });
    shell.show(overview({ admin: admin("northwind-rail") }));
    expect(shell.desk.reasons).toEqual({});
  });

  it("is the only one to see the screens for administrators", () => {
    shell.show(overview({ admin: admin("old-bridge") }));
    shell.go("people");
    expect(shell.shown).toBe("people");
    shell.show(overview({ admin: null }));
    expect([shell.route, shell.shown]).toEqual(["people", "home"]);
  });

  it("who presses twice sends once, and may press again later", () => {
    vi.useFakeTimers();
    const request: Request = { kind: "administer", request: { kind: "add_to_account", email: "yara.haddad@example.com" } };
    shell.press(request);
    shell.press(request);
    expect(platform.sent).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    shell.press(request);
    expect(platform.sent).toHaveLength(2);
    vi.useRealTimers();
  });
});

describe("sending a removal request", () => {
  const file: Request = { kind: "file_removal", to: "maria-silva", reason: null, note: "please" };

  beforeEach(async () => {
    shell.go("leave");
    shell.draft.note = "please";
    await shell.sendDraft("removal", file);
  });

  it("stays on the form until it has arrived, then goes Home with an empty draft", () => {
    expect(platform.sent).toEqual([file]);
    expect([shell.route, shell.sending]).toEqual(["leave", "removal"]);
    platform.changed(overview());
    expect(shell.sending).toBe("removal");
    platform.changed(overview({ request: removalRequest }));
    expect([shell.route, shell.sending, shell.draft.note]).toEqual(["home", null, ""]);
  });

  it("is sent once, however often the button is pressed", async () => {
    await shell.sendDraft("removal", file);
    expect(platform.sent).toHaveLength(1);
  });

  it("that fails keeps the form and every word", () => {
    platform.changed(overview({ problem }));
    expect([shell.route, shell.sending, shell.draft.note]).toEqual(["leave", null, "please"]);
    expect(shell.problem).toBe(problem);
  });

  it("after a failure puts the old problem away first", async () => {
    platform.changed(overview({ problem }));
    await shell.sendDraft("removal", file);
    expect(platform.sent.map((it) => it.kind)).toEqual(["file_removal", "dismiss", "file_removal"]);
  });

  it("can be repeated after half a minute without any effect", async () => {
    vi.useFakeTimers();
    const patient = new Shell(platform);
    await patient.sendDraft("removal", file);
    expect(patient.sending).toBe("removal");
    vi.advanceTimersByTime(30_000);
    expect(patient.sending).toBeNull();
    vi.useRealTimers();
  });
});

describe("a request that is not taken", () => {
  it("shows its problem until the next one is taken", async () => {
    platform.refusal = problem;
    expect(await shell.send({ kind: "check_again" })).toBe(false);
    expect(shell.problem).toBe(problem);
    platform.refusal = undefined;
    await shell.send({ kind: "check_again" });
    expect(shell.problem).toBeNull();
  });

  it("becomes a problem in words where nobody answers at all", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    platform.request = async () => Promise.reject(new Error("channel closed"));
    await shell.send({ kind: "check_again" });
    expect(shell.problem).toMatchObject({ code: "no_answer", what: "Domicile does not answer" });
  });

  it("is dismissed without troubling the controller", async () => {
    platform.refusal = problem;
    await shell.send({ kind: "check_again" });
    await shell.dismiss();
    expect(shell.problem).toBeNull();
    expect(platform.sent).toHaveLength(1);
  });
});

describe("going back", () => {
  it("leads from a form to Home and from a screen to the one before", () => {
    shell.go("licences");
    shell.go("settings");
    shell.back();
    expect(shell.route).toBe("licences");
    shell.go("leave");
    shell.back();
    expect(shell.route).toBe("home");
    shell.back();
    expect(shell.route).toBe("home");
  });

  it("follows an address that the app sets from outside", () => {
    window.location.hash = "licences";
    shell.follow();
    expect(shell.route).toBe("licences");
  });
});
