import { describe, expect, it } from "vitest";
import inbox from "../../recorded/inbox.json";
import mayLeave from "../../recorded/may-leave.json";
import offer from "../../recorded/offer.json";
import blocked from "../../recorded/person-removal-blocked.json";
import removal from "../../recorded/person-removal.json";
import type { AdminRequest, Overview, Request } from "../platform/contract";
import { confirmationOf } from "./confirmations";

const of = (state: unknown) => state as Overview;
const ask = (request: AdminRequest): Request => ({ kind: "administer", request });

describe("before something is sent", () => {
  it("approving tells what follows, where nothing blocks", () => {
    expect(confirmationOf(ask({ kind: "approve", id: "request-of-ana-costa" }), of(inbox))).toMatchObject({
      kind: "remove",
      name: "Ana Costa",
      account: "Old Bridge Ltd",
      consequence: inbox.admin.inbox.items[0]?.consequence,
    });
  });

  it.each<[string, Request, unknown]>([
    ["is blocked", ask({ kind: "approve", id: "request-of-piet-jansen" }), inbox],
    ["is answered", ask({ kind: "approve", id: "request-of-eva-lang" }), inbox],
    ["is answered already", ask({ kind: "decline", id: "request-of-eva-lang", reason: "" }), inbox],
    ["is not known", ask({ kind: "approve", id: "nobody" }), inbox],
    ["is blocked as a person", ask({ kind: "remove", user: "piet-jansen" }), blocked],
    ["is somebody else", ask({ kind: "remove", user: "maria-silva" }), removal],
    ["is an offer that ended", { kind: "accept_offer", id: "gone" }, offer],
    ["is an offer that ended, to be declined", { kind: "decline_offer", id: "gone" }, offer],
    ["is leaving that is not allowed any more", { kind: "leave" }, offer],
  ])("what %s is not asked about", (_, request, state) => {
    expect(confirmationOf(request, of(state))).toEqual({ kind: "outdated" });
  });

  it("removing, leaving and accepting each have their question", () => {
    expect(confirmationOf(ask({ kind: "remove", user: "ana-costa" }), of(removal))?.kind).toBe("remove");
    expect(confirmationOf({ kind: "leave" }, of(mayLeave))?.kind).toBe("leave");
    expect(confirmationOf({ kind: "accept_offer", id: "offer-1" }, of(offer))?.kind).toBe("accept_offer");
    expect(confirmationOf(ask({ kind: "lock", user: "ana-costa", because: null }), of(removal))).toEqual({
      kind: "lock_person",
      user: "ana-costa",
      name: "Ana Costa",
    });
  });

  it("what is easily undone is not asked about", () => {
    for (const request of [
      ask({ kind: "unlock", user: "ana-costa", lock: "administrator" }),
      ask({ kind: "find", query: "ana" }),
      { kind: "check_again" } as Request,
    ]) {
      expect(confirmationOf(request, of(removal))).toBeNull();
    }
  });
});
