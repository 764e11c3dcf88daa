// Every button of the window, pressed twice as fast as a hand can: whatever way a request takes, it is sent once.
import { mount, unmount } from "svelte";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Request } from "../platform/contract";
import { recordedPlatform } from "../platform/recorded";
import App from "./App.svelte";

interface Case {
  state: string;
  screen: string;
  /** A button that is pressed before any other. */
  first?: string;
  /** Some of what is sent from there: so that the test is known to have pressed what it should. */
  sends: string[];
}

/** States with a button of every kind: of the overview, of a screen, of a form, of a dialog. */
const cases: Case[] = [
  { state: "signed-out", screen: "home", sends: ["sign_in", "sign_in_with_code"] },
  { state: "waiting-for-code", screen: "home", sends: ["copy_code", "cancel_sign_in"] },
  { state: "waiting-submitted", screen: "home", sends: ["withdraw_removal", "copy_email", "write_email"] },
  { state: "trial", screen: "leave", sends: ["file_removal"] },
  { state: "can-work", screen: "home", sends: ["check_again"] },
  { state: "added-refresh-now", screen: "home", sends: ["refresh_policy"] },
  { state: "can-work", screen: "licences", sends: ["refresh_policy", "ask"] },
  { state: "can-work", screen: "settings", sends: ["sign_out"] },
  { state: "checked-out", screen: "licences", sends: ["return", "save_licences"] },
  { state: "problem", screen: "home", sends: ["dismiss", "open_support"] },
  { state: "offer", screen: "home", sends: ["accept_offer", "decline_offer"] },
  { state: "may-leave", screen: "home", sends: ["leave"] },
  { state: "no-administrators", screen: "support", sends: ["ask_support"] },
  { state: "inbox", screen: "requests", sends: ["open_request", "approve_person", "reject_person"] },
  { state: "inbox", screen: "requests", first: "Ana Costa", sends: ["approve", "decline"] },
  { state: "locked", screen: "home", sends: ["ask"] },
  { state: "asked-to-unlock", screen: "home", sends: ["withdraw_ask"] },
  { state: "inbox-asks", screen: "requests", sends: ["approve_ask", "decline_ask"] },
  { state: "inbox-check-outs", screen: "requests", sends: ["allow_check_out", "decline_check_out"] },
  { state: "person-set-up", screen: "people", sends: ["find", "close_person", "lock"] },
  { state: "person-removal", screen: "people", sends: ["remove"] },
  { state: "person-check-outs", screen: "people", sends: ["end_check_out"] },
];

let app: object | null = null;

/** Draws the window in a state, in place of the one before. */
async function draw({ state, screen, first }: Case): Promise<void> {
  await close();
  window.location.hash = screen;
  const platform = await recordedPlatform(state);
  if (!platform) throw new Error(`${state} is not recorded`);
  app = mount(App, { target: document.body, props: { platform } });
  await settled();
  if (first) {
    buttons(document.body)
      .find((button) => button.textContent.includes(first))
      ?.click();
    await settled();
  }
}

async function close(): Promise<void> {
  if (app) await unmount(app);
  app = null;
}

/** Everything that waits has run. */
const settled = () => new Promise((done) => setTimeout(done));
const buttons = (within: ParentNode) => [...within.querySelectorAll<HTMLButtonElement>("button")];

/** Words and numbers for every field that would keep a form from being sent. */
function fill(): void {
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    "textarea, input[type=text], input[type=search], input[type=url]",
  )) {
    field.value = field.type === "url" ? "https://domicile.example.com" : "words";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

/** Presses the button twice, and gives what was sent. */
async function doubleClick(button: HTMLButtonElement): Promise<Request[]> {
  const before = window.recorded?.requests.length ?? 0;
  button.click();
  await settled();
  // It may be gone by now, with a dialog in its place; what is left of it still hears the second click.
  button.click();
  await settled();
  return (window.recorded?.requests ?? []).slice(before);
}

describe("a double click sends once", { timeout: 60_000 }, () => {
  beforeAll(() => {
    // What jsdom lacks.
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function () {
      this.open = false;
    };
    HTMLElement.prototype.scrollIntoView = () => {};
    window.scrollTo = () => {};
  });

  afterEach(close);

  it.each(cases)("$state, $screen: $sends", async (each) => {
    await draw(each);
    const count = buttons(document.body).length;
    const sent: Request[] = [];
    for (let index = 0; index < count; index += 1) {
      await draw(each);
      fill();
      const button = buttons(document.body)[index];
      if (!button) throw new Error(`there is no button ${index} any more`);
      const label = button.textContent.trim();
      const once = (requests: Request[]) => {
        const texts = requests.map((request) => JSON.stringify(request));
        expect(texts, label).toEqual([...new Set(texts)]);
        sent.push(...requests);
      };
      once(await doubleClick(button));
      // What a button asks first is answered in its dialog.
      const answer = document.querySelector<HTMLButtonElement>("dialog button");
      if (answer) {
        fill();
        once(await doubleClick(answer));
      }
    }
    const kinds = sent.map((request) => ("request" in request ? request.request.kind : request.kind));
    expect(kinds).toEqual(expect.arrayContaining(each.sends));
  });
});
