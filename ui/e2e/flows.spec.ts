// What people do in the window, and what the controller is asked for then.
import { expect, go, open, type Page, recordedState, requests, setTime, show, test } from "./fixtures";

const asked = async (page: Page) => (await requests(page)).map((request) => request.kind);
const waiting = recordedState("waiting-submitted");

test.describe("Home", () => {
  test("asks for nothing when all is well, and says until when", async ({ page }) => {
    await open(page, "can-work");
    await expect(page.locator("main .primary")).toHaveCount(0);
    await expect(page.getByText("Works until Thu 21 May. Renews by itself.")).toBeVisible();
    await page.getByRole("button", { name: "Refresh Policy" }).click();
    expect(await asked(page)).toEqual(["refresh_policy"]);
  });

  test("says in every state whether licensed software starts", async ({ page }) => {
    for (const state of ["waiting-submitted", "locked", "signed-out", "offline-can-work", "corrupt-cache", "declined", "offer"]) {
      await open(page, state);
      await expect(page.getByText(recordedState(state).headline.works, { exact: true }), state).toBeVisible();
    }
  });

  test("names who is signed in, and nobody where nobody is", async ({ page }) => {
    await open(page, "can-work");
    const who = page.getByRole("group", { name: "Signed in as" });
    await expect(who).toContainText("Ana Costa");
    await expect(who).toContainText("ana.costa@oldbridge.example.com");
    await expect(who).toContainText("Old Bridge Ltd");
    await open(page, "signed-out");
    await expect(who).toHaveCount(0);
  });

  test("shows an administrator who waits, with the way there", async ({ page }) => {
    await open(page, "inbox");
    await page.getByRole("button", { name: "Open requests" }).click();
    await expect(page).toHaveURL(/#requests$/);
    await open(page, "can-work");
    await expect(page.getByRole("button", { name: "Open requests" })).toHaveCount(0);
  });

  test("shows no date that says nothing", async ({ page }) => {
    await open(page, "corrupt-cache");
    await expect(page.getByText("Licences valid until")).toHaveCount(0);
    await expect(page.getByText("never", { exact: true })).toHaveCount(0);
    await expect(page.getByText("not known", { exact: true })).toBeVisible();
    await open(page, "can-work", "licences");
    await expect(page.getByText("Sign in again by")).toHaveCount(recordedState("can-work").licences.signInBy ? 1 : 0);
  });
});

test.describe("asking to leave", () => {
  test("is filed with the keyboard alone", async ({ page }) => {
    await open(page, "can-work");
    await tabTo(page, "Ask to leave Old Bridge Ltd");
    await page.keyboard.press("Enter");
    await expect(page.locator("h1")).toBeFocused();
    await expect(page.getByText("An administrator of Old Bridge Ltd can remove you.")).toBeVisible();

    await page.keyboard.press("Tab");
    await expect(page.getByRole("radio", { name: /Maria Silva/ })).toBeFocused();
    await expect(page.getByRole("radio", { name: /Maria Silva/ })).toBeChecked();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("button", { name: "Send request to Tom Becker" })).toBeVisible();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Tab");
    await page.keyboard.type("My last day is 30 May. <b>Thank you</b>");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Northwind Rail");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Send request to Maria Silva" })).toBeFocused();
    await page.keyboard.press("Enter");
    expect(await requests(page)).toEqual([
      {
        kind: "file_removal",
        to: "maria-silva",
        reason: null,
        note: "My last day is 30 May. <b>Thank you</b>",
        goingTo: "Northwind Rail",
      },
    ]);

    await expect(page.getByRole("button", { name: "Sending…" })).toBeVisible();
    await show(page, waiting);
    await expect(page.locator("h1")).toHaveText("Waiting for Old Bridge Ltd");
    await expect(page.locator("h1")).toBeFocused();
    await expect(page.getByRole("status").getByText("Request sent.")).toBeVisible();
  });

  test("sends nothing for what was left empty", async ({ page }) => {
    await open(page, "can-work", "leave");
    await page.getByRole("button", { name: "Send request to Maria Silva" }).click();
    expect(await requests(page)).toEqual([{ kind: "file_removal", to: "maria-silva", reason: null, note: null, goingTo: null }]);
  });

  test("tells what is in the way before anything is sent", async ({ page }) => {
    await open(page, "fulfilment-contact", "leave");
    await expect(page.getByRole("heading", { name: "This will hold it up" })).toBeVisible();
    await expect(page.getByText("You are the only Fulfilment Contact.")).toBeVisible();
    expect(await requests(page)).toEqual([]);
  });

  test("goes to support where no administrator is left, and to IT where the directory manages people", async ({ page }) => {
    await open(page, "no-administrators", "leave");
    await expect(page.getByRole("radio")).toHaveCount(0);
    await page.getByRole("button", { name: "Ask support" }).click();
    expect(await requests(page)).toEqual([{ kind: "file_removal", to: null, reason: null, note: null, goingTo: null }]);
    await open(page, "scim", "leave");
    await expect(page.getByRole("button", { name: "Send request to IT" })).toBeVisible();
  });

  test("keeps every word when it fails, and when the person looks elsewhere", async ({ page }) => {
    await open(page, "can-work", "leave");
    await page.getByLabel("Where are you going?").fill("A new job");
    await page.getByLabel("What should they know?").fill("Thank you all");
    await page.getByRole("button", { name: "Send request to Maria Silva" }).click();
    await show(page, { problem: recordedState("problem").problem });
    await expect(page.getByRole("alert")).toContainText("Your request was not sent");
    await expect(page.getByLabel("Where are you going?")).toHaveValue("A new job");
    await go(page, "licences");
    await go(page, "leave");
    await expect(page.getByLabel("What should they know?")).toHaveValue("Thank you all");
  });

  test("counts what is left of 500 characters and takes no more", async ({ page }) => {
    await open(page, "can-work", "leave");
    const note = page.getByLabel("What should they know?");
    await note.fill("x".repeat(499));
    await expect(page.getByText("1 character left", { exact: true })).toBeVisible();
    await note.press("End");
    await note.pressSequentially("yz");
    await expect(note).toHaveValue(`${"x".repeat(499)}y`);
    await expect(page.locator("p").getByText("0 characters left", { exact: true })).toBeVisible();
  });

  test("proposes another administrator after a refusal", async ({ page }) => {
    await open(page, "declined");
    await page.getByRole("button", { name: "Ask another administrator" }).click();
    await expect(page.getByRole("radio", { name: /Tom Becker/ })).toBeChecked();
  });
});

test.describe("withdrawing", () => {
  test("asks first, with the safe button focused", async ({ page }) => {
    await open(page, "waiting-submitted");
    const button = page.getByRole("button", { name: "Withdraw request" });
    await button.click();
    const dialog = page.getByRole("dialog", { name: "Withdraw your request?" });
    await expect(dialog.getByRole("button", { name: "Keep request" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
    expect(await requests(page)).toEqual([]);
  });

  test("is done by the button that says so", async ({ page }) => {
    await open(page, "waiting-submitted");
    await page.getByRole("button", { name: "Withdraw request" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Withdraw request" }).click();
    expect(await requests(page)).toEqual([{ kind: "withdraw_removal", id: waiting.request?.id }]);
  });

  test("is called off by Escape, which does not leave the screen", async ({ page }) => {
    await open(page, "waiting-submitted");
    await page.getByRole("button", { name: "Withdraw request" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    expect(await requests(page)).toEqual([]);
  });
});

test.describe("Refresh Policy", () => {
  const idle = recordedState("can-work").refresh;
  const at = (
    step: number,
    phaseText: string,
    phase: "checking_sign_in" | "asking" | "receiving" | "saving" | "checking",
    canCancel: boolean,
  ) => ({
    refresh: { ...idle, phase, phaseText, step, canCancel, started: recordedState("can-work").asOf },
  });

  test("tells each phase, can be cancelled as long as that is safe, and ends with what changed", async ({ page }) => {
    await open(page, "can-work", "licences");
    await setTime(page, new Date(Date.parse(recordedState("can-work").asOf ?? "") + 2000));
    await page.getByRole("button", { name: "Refresh Policy" }).click();
    expect(await asked(page)).toEqual(["refresh_policy"]);

    await show(page, at(2, "Asking the service", "asking", true));
    await expect(page.getByRole("status").getByText("Asking the service (step 2 of 5)")).toBeVisible();
    await expect(page.getByRole("progressbar", { name: "Refresh Policy is running" })).toHaveAttribute("value", "2");
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await asked(page)).toEqual(["refresh_policy", "cancel_refresh"]);

    await show(page, at(4, "Saving on this computer", "saving", false));
    await expect(page.getByRole("status").getByText("Saving on this computer (step 4 of 5)")).toBeVisible();
    await expect(page.getByRole("button", { name: "Cancel" })).toHaveAttribute("aria-disabled", "true");
    await page.getByRole("button", { name: "Cancel" }).click({ force: true });
    await page.getByRole("button", { name: "Refresh Policy" }).click({ force: true });
    expect(await asked(page), "neither a late cancel nor a second refresh is sent").toHaveLength(2);

    await show(page, {
      refresh: {
        ...idle,
        outcome: "updated",
        outcomeText: "2 licences ready, 1 new.",
        gained: ["Rail Designer"],
        lost: ["Bridge Modeler"],
      },
    });
    const outcome = page.getByRole("status").filter({ hasText: "2 licences ready, 1 new." });
    await expect(outcome).toContainText("New Rail Designer");
    await expect(outcome).toContainText("Gone Bridge Modeler");
    await expect(page.getByRole("progressbar")).toHaveCount(0);
  });

  test("says after ten seconds that it is slow, and every ten seconds aloud that it still runs", async ({ page }) => {
    await open(page, "can-work", "licences");
    const began = Date.parse(recordedState("can-work").asOf ?? "");
    await setTime(page, new Date(began + 9_000));
    await show(page, at(3, "Receiving licences", "receiving", true));
    await expect(page.getByText("The service is slow today.")).toHaveCount(0);
    await setTime(page, new Date(began + 21_000));
    await show(page, at(3, "Receiving licences", "receiving", true));
    await expect(page.getByText("The service is slow today.")).toBeVisible();
    await expect(page.getByRole("status").getByText("Still working: Receiving licences, 20 seconds.")).toBeAttached();
  });

  test("shows on Home as well while it runs", async ({ page }) => {
    await open(page, "added-refresh-now");
    await page.getByRole("button", { name: "Refresh Policy" }).click();
    await show(page, at(1, "Checking sign-in", "checking_sign_in", true));
    await expect(page.getByText("Checking sign-in (step 1 of 5)")).toBeVisible();
  });
});

test.describe("signing in", () => {
  test("starts in the browser, or with a code where there is none", async ({ page }) => {
    await open(page, "signed-out");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Use a code" }).click();
    expect(await requests(page)).toEqual([{ kind: "sign_in", hint: null }, { kind: "sign_in_with_code" }]);
  });

  test("with the code of an invitation carries it on, by either way, and asks for one that is missing", async ({ page }) => {
    await open(page, "signed-out");
    await page.getByRole("button", { name: "I have an invitation code" }).click();
    const code = page.getByLabel("Invitation code");
    await expect(code).toBeFocused();
    await page.getByRole("button", { name: "Sign in with the invitation" }).click();
    await expect(page.getByText("Paste the code first.")).toBeVisible();
    await expect(code).toBeFocused();
    expect(await requests(page)).toEqual([]);
    await code.fill(" id-1.token ");
    await code.press("Enter");
    await page.getByRole("button", { name: "On another device" }).click();
    expect(await requests(page)).toEqual([
      { kind: "sign_in_invited", code: "id-1.token", elsewhere: false },
      { kind: "sign_in_invited", code: "id-1.token", elsewhere: true },
    ]);
  });

  test("can be cancelled, and the address copied, while the browser is waited for", async ({ page }) => {
    await open(page, "waiting-for-browser");
    await expect(page.locator("main .primary")).toHaveText("Open the browser again");
    const url = recordedState("waiting-for-browser").session.signInUrl ?? "no address";
    await expect(page.getByText(url)).toHaveCount(0);
    await page.getByRole("button", { name: "Copy sign-in link" }).click();
    await page.getByRole("button", { name: "Cancel sign-in" }).click();
    expect(await asked(page)).toEqual(["copy_sign_in_address", "cancel_sign_in"]);
  });

  test("with a code reads it letter by letter to those who cannot see it", async ({ page }) => {
    await open(page, "waiting-for-code");
    const { code = "" } = recordedState("waiting-for-code").session.device ?? {};
    const letters = [...code].map((letter) => (letter === "-" ? "dash" : letter)).join(", ");
    await expect(page.getByText(`Letter by letter: ${letters}`)).toBeAttached();
    await expect(page.locator("ol").getByText(code, { exact: true })).toHaveAttribute("aria-hidden", "true");
    await page.getByRole("button", { name: /^Copy( the)? code$/ }).click();
    expect(await asked(page)).toEqual(["copy_code"]);
  });
});

test.describe("what is wrong around the app", () => {
  for (const state of ["session-locked", "settings-broken", "proxy-refuses", "proxy-wants-password", "proxy-dead", "program-refused"]) {
    test(`${state}: the button looks again, in every language`, async ({ page }) => {
      for (const name of [state, `${state}.de`, `${state}.es`]) {
        await open(page, name);
        await page.getByRole("button", { name: recordedState(name).headline.primary?.label ?? "none", exact: true }).click();
        expect(await asked(page)).toEqual(["check_again"]);
      }
    });
  }

  test("Licences offers the same way out, and no refresh that cannot be", async ({ page }) => {
    for (const [state, kinds] of [
      ["session-locked", ["check_again"]],
      ["settings-broken", ["check_again"]],
      ["no-service", []],
    ] as const) {
      await open(page, state, "licences");
      await expect(page.getByRole("button", { name: "Refresh Policy" })).toHaveCount(0);
      await page.getByRole("button", { name: recordedState(state).headline.primary?.label ?? "none", exact: true }).click();
      expect(await asked(page)).toEqual(kinds);
    }
    await expect(page).toHaveTitle("Settings – Domicile");
  });

  test("no address: the button leads to where one is set", async ({ page }) => {
    for (const name of ["no-service", "no-service.de", "no-service.es"]) {
      await open(page, name);
      const { primary } = recordedState(name).headline;
      await page.getByRole("button", { name: primary?.label ?? "none", exact: true }).click();
      await expect(page.getByRole("textbox")).toBeEditable();
      expect(await asked(page), "nothing is sent for that").toEqual([]);
      await page.getByRole("textbox").fill("https://domicile.example.com");
      await page.keyboard.press("Enter");
      expect(await requests(page)).toEqual([{ kind: "set_service_url", url: "https://domicile.example.com" }]);
    }
  });
});

test.describe("administrators", () => {
  test("can be copied and written to, each button naming whom", async ({ page }) => {
    await open(page, "can-work");
    await page.getByRole("button", { name: "Copy e-mail address of Maria Silva" }).click();
    await page.getByRole("button", { name: "Write e-mail to Tom Becker" }).click();
    expect(await requests(page)).toEqual([
      { kind: "copy_email", email: "maria.silva@oldbridge.example.com" },
      { kind: "write_email", email: "tom.becker@oldbridge.example.com", message: "old-admin" },
    ]);
  });

  test("of the new account get the text for joining", async ({ page }) => {
    await open(page, "added-locked");
    await page.getByRole("button", { name: "Write e-mail to Nora Lindqvist" }).click();
    expect(await requests(page)).toMatchObject([{ message: "new-admin" }]);
  });

  test("that are many are folded", async ({ page }) => {
    const administrators = Array.from({ length: 9 }, (_, index) => ({
      id: `a${index}`,
      name: `Admin ${index}`,
      role: "Co-administrator",
      email: `a${index}@example.com`,
    }));
    await open(page, "can-work", "home", { administrators });
    await expect(page.getByText("Admin 8")).toHaveCount(0);
    await page.getByRole("button", { name: "Show all 9" }).click();
    await expect(page.getByText("Admin 8")).toBeVisible();
  });
});

test.describe("licences", () => {
  const products = Array.from({ length: 9 }, (_, index) => ({
    ...recordedState("can-work").licences.products[0],
    id: `p${index}`,
    name: `Product ${index}`,
  }));

  test("have a search only where the list is long", async ({ page }) => {
    await open(page, "can-work", "licences");
    await expect(page.getByRole("searchbox")).toHaveCount(0);
    await show(page, { licences: { ...recordedState("can-work").licences, products: products as never } });
    await page.getByRole("searchbox", { name: "Search products" }).fill("product 7");
    await expect(page.getByText("Product 7")).toBeVisible();
    await expect(page.getByText("Product 6")).toHaveCount(0);
    await page.getByRole("searchbox").fill("zeppelin");
    await expect(page.getByText("No product has “zeppelin” in its name.")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.locator("h1")).toHaveText(recordedState("can-work").licences.headline);
  });

  test("offer to sign in where nobody is", async ({ page }) => {
    await open(page, "ended-session", "licences");
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await asked(page)).toEqual(["sign_in"]);
  });
});

test.describe("settings", () => {
  test("change the theme at once", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light" });
    await open(page, "can-work", "settings");
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.getByRole("radio", { name: "Dark" }).check();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.getByRole("radio", { name: "Light" }).check();
    await expect.poll(paper).toBe(light);
    await page.getByRole("radio", { name: "Same as system" }).check();
    await expect.poll(paper).toBe(dark);
    expect(await requests(page)).toEqual(["dark", "light", "system"].map((theme) => ({ kind: "set_theme", theme })));
  });

  test("change the language of every label at once", async ({ page }) => {
    await open(page, "can-work", "settings");
    await page.getByRole("radio", { name: "Deutsch" }).check();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.locator("h1")).toHaveText("Einstellungen");
    await expect(page).toHaveTitle("Einstellungen – Domicile");
    await expect(page.getByRole("contentinfo")).toContainText("Stand: 09:14 Uhr, vor 2 Minuten");
    await page.getByRole("radio", { name: "Español" }).check();
    await expect(page.locator("h1")).toHaveText("Configuración");
    await expect(page.getByRole("contentinfo")).toContainText("Datos obtenidos a las 09:14, hace 2 minutos");
    await page.getByRole("radio", { name: "Sistema", exact: true }).check();
    await expect(page.locator("h1")).toHaveText("Settings");
    expect(await requests(page)).toEqual(["de", "es", "system"].map((language) => ({ kind: "set_language", language })));
    await show(page, { settings: { ...recordedState("can-work").settings, languageManaged: true } });
    await expect(page.getByRole("radio", { name: "Deutsch" })).toBeDisabled();
    await expect(page.getByRole("group", { name: "Language" })).toContainText("Set by your organisation.");
  });

  test("take another address only while nobody is signed in, and only one that can be right", async ({ page }) => {
    await open(page, "can-work", "settings");
    await expect(page.getByText("Sign out to change it.")).toBeVisible();
    await expect(page.getByRole("textbox")).toHaveCount(0);

    await open(page, "signed-out", "settings", { settings: { ...recordedState("signed-out").settings, serviceUrlManaged: false } });
    const address = page.getByRole("textbox", { name: "Service address" });
    await address.fill("domicile.example.com");
    await page.keyboard.press("Enter");
    await expect(address).toBeFocused();
    await expect(address).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("This is not a web address that begins with https://.")).toBeVisible();
    await address.fill("https://domicile.example.com");
    await page.keyboard.press("Enter");
    await expect(page.getByText("This is not a web address")).toHaveCount(0);
    expect(await requests(page)).toEqual([{ kind: "set_service_url", url: "https://domicile.example.com" }]);
  });

  test("that the organisation made are shown, not offered", async ({ page }) => {
    await open(page, "signed-out", "settings", { settings: { ...recordedState("signed-out").settings, serviceUrlManaged: true } });
    await expect(page.getByText("Set by your organisation.")).toBeVisible();
    await expect(page.getByRole("textbox")).toHaveCount(0);
  });

  test("sign out", async ({ page }) => {
    await open(page, "can-work", "settings");
    await page.getByRole("button", { name: "Sign out" }).click();
    expect(await asked(page)).toEqual(["sign_out"]);
  });
});

test.describe("the frame", () => {
  test("obeys its keys", async ({ page }) => {
    await open(page, "can-work");
    await page.keyboard.press("Control+2");
    await expect(page.locator("h1")).toHaveText(recordedState("can-work").licences.headline);
    await expect(page).toHaveTitle("Licences – Domicile");
    await expect(page.locator("h1")).toBeFocused();
    await page.keyboard.press("Control+,");
    await expect(page).toHaveTitle("Settings – Domicile");
    await page.keyboard.press("Escape");
    await expect(page).toHaveTitle("Licences – Domicile");
    await page.keyboard.press("Control+1");
    await expect(page).toHaveTitle("Home – Domicile");
    await page.keyboard.press("F5");
    await page.keyboard.press("Control+Shift+R");
    await page.keyboard.press("Control+r");
    await page.keyboard.press("Control+q");
    expect(await asked(page)).toEqual(["check_again", "refresh_policy", "check_again", "quit"]);
    // Some browsers keep Ctrl+W for themselves; the app's web view does not.
    await page.evaluate(() => window.dispatchEvent(new KeyboardEvent("keydown", { key: "w", ctrlKey: true })));
    expect(await page.evaluate(() => (window as { recorded?: { closed: boolean } }).recorded?.closed)).toBe(true);
  });

  test("lists the keys in Help, which gives the focus back", async ({ page }) => {
    await open(page, "can-work");
    const help = page.getByRole("button", { name: "Help" });
    await help.focus();
    await page.keyboard.press("F1");
    const dialog = page.getByRole("dialog", { name: "Help" });
    await expect(dialog.getByText("Ctrl+Shift+R")).toBeVisible();
    await expect(dialog.getByText("Nobody unlocks themselves.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Close" })).toBeFocused();
    await page.keyboard.press("Control+2");
    await expect(page, "screens stay put under a dialog").toHaveTitle("Home – Domicile");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(help).toBeFocused();
  });

  test("lets the keyboard skip the navigation", async ({ page }) => {
    await open(page, "can-work");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
    await expect(page).toHaveTitle("Home – Domicile");
  });

  test("alerts a problem and puts it away when told so", async ({ page }) => {
    await open(page, "problem");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("You already have an open request.");
    await expect(alert).toContainText("You: Wait for an answer, or withdraw the open one first.");
    await alert.getByText("Details").click();
    await expect(alert).toContainText("request_already_open");
    await alert.getByRole("button", { name: "Dismiss" }).click();
    expect(await asked(page)).toEqual(["dismiss"]);
    await expect(alert).toBeEmpty();
  });

  test("says above the facts that they are old, and tries again", async ({ page }) => {
    await open(page, "offline-can-work", "licences");
    await expect(page.getByText("We can’t reach the service. This is what we knew at 09:14.")).toBeVisible();
    await expect(page.getByText("As of 09:14, 2 minutes ago")).toBeVisible();
    await page.getByRole("button", { name: "Try again" }).click();
    expect(await asked(page)).toEqual(["check_again"]);
  });

  test("does not offer to ask the service for nobody", async ({ page }) => {
    for (const screen of ["home", "licences"]) {
      await open(page, "ended-session", screen);
      await expect(page.getByText("Not checked since 09:14.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
    }
  });

  test("shows what other people wrote as plain text", async ({ page }) => {
    const declined = recordedState("declined");
    const words = 'See <a href="https://example.com">here</a> <img src=x onerror=alert(1)>';
    await open(page, "declined", "home", { request: declined.request && { ...declined.request, declineReason: words } });
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.locator("main a, main img")).toHaveCount(0);
  });

  test("stands still for those who want that, and keeps its borders in forced colours", async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
    await open(page, "waiting-submitted");
    const button = page.getByRole("button", { name: "Check again" }).first();
    expect(await button.evaluate((it) => getComputedStyle(it).transitionProperty)).toBe("none");
    expect(await button.evaluate((it) => getComputedStyle(it).borderTopWidth)).toBe("2px");
    await page.screenshot({ path: "test-results/forced-colours.png", fullPage: true });
  });

  test("rings what has the focus, two pixels wide", async ({ page }) => {
    await open(page, "can-work");
    await tabTo(page, "Ask to leave Old Bridge Ltd");
    const ring = await page.locator(":focus").evaluate((it) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      return { outlineStyle, outlineWidth };
    });
    expect(ring).toEqual({ outlineStyle: "solid", outlineWidth: "2px" });
  });

  test("offers the recorded states where none was asked for", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "can-work", exact: true }).click();
    await expect(page.locator("h1")).toHaveText("You can work");
  });
});

/** Presses Tab until the control of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("Tab");
    if ((await page.locator(":focus").innerText()) === name) return;
  }
  throw new Error(`Tab does not reach “${name}”`);
}
