// What administrators do in Requests and People, and what people do about offers: what is asked first, and what is sent then.
import type { AdminRequest, AdminView, InboxItemView, Overview, PersonCardView } from "../src/platform/contract";
import { expect, findings, go, open, type Page, recordedState, requests, show, test } from "./fixtures";

const sent = async (page: Page) => (await requests(page)).map((request) => (request.kind === "administer" ? request.request : request));
const adminOf = (name: string): AdminView => {
  const { admin } = recordedState(name);
  if (!admin) throw new Error(`${name} has no administrator`);
  return admin;
};
const cardOf = (name: string): PersonCardView => {
  const { card } = adminOf(name).people;
  if (!card) throw new Error(`${name} has no card`);
  return card;
};
const withItems = (items: InboxItemView[]): AdminView => ({ ...adminOf("inbox"), inbox: { ...adminOf("inbox").inbox, items } });
const withCard = (name: string, card: PersonCardView | null): AdminView => ({
  ...adminOf(name),
  people: { ...adminOf(name).people, card },
});
const item = (name: string) => {
  const found = adminOf("inbox").inbox.items.find((it) => it.person.name === name);
  if (!found) throw new Error(`${name} asks nothing`);
  return found;
};

/** Axe in both schemes; only contrast can differ in dark. */
async function accessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await findings(page), `${what}, light`).toEqual([]);
  await page.screenshot({ path: `test-results/${what}-light.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await findings(page, ["color-contrast"]), `${what}, dark`).toEqual([]);
  await page.screenshot({ path: `test-results/${what}-dark.png`, fullPage: true });
  await page.setViewportSize({ width: 360, height: 600 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    `${what} is too wide`,
  ).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `test-results/${what}-narrow.png`, fullPage: true });
  await page.setViewportSize({ width: 760, height: 600 });
}

test.describe("the frame", () => {
  test("shows an administrator's screens, counts who waits, and numbers the keys", async ({ page }) => {
    await open(page, "inbox");
    await expect(page.getByRole("link", { name: /^Requests\s+3 wait for you$/ })).toBeVisible();
    for (const [key, title] of [
      ["3", "Requests"],
      ["4", "People"],
      ["5", "Settings"],
    ]) {
      await page.keyboard.press(`Control+${key}`);
      await expect(page).toHaveTitle(`${title} – Domicile`);
      await expect(title === "People" ? page.getByRole("searchbox") : page.locator("h1")).toBeFocused();
    }
    await page.keyboard.press("F1");
    await expect(page.getByRole("dialog").getByText("Ctrl+4")).toBeVisible();
  });

  test("shows them to nobody else, whatever the address says", async ({ page }) => {
    await open(page, "can-work", "people");
    await expect(page).toHaveTitle("Home – Domicile");
    await expect(page.locator("h1")).toHaveText("You can work");
    await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);
    await page.keyboard.press("Control+3");
    await expect(page).toHaveTitle("Settings – Domicile");
  });

  test("leaves them when the role is taken away", async ({ page }) => {
    await open(page, "inbox", "requests");
    await show(page, { admin: null });
    await expect(page).toHaveTitle("Home – Domicile");
  });
});

test.describe("a request", () => {
  test("counts as seen when it is opened, never by the list", async ({ page }) => {
    await open(page, "inbox", "requests");
    await expect(page.getByText("Ana Costa asks to leave Old Bridge Ltd")).toBeVisible();
    expect(await sent(page)).toEqual([]);
    await page.getByRole("button", { name: /Ana Costa asks/ }).click();
    expect(await sent(page)).toEqual([{ kind: "open_request", id: "request-of-ana-costa" }]);
    await expect(page.locator("h1")).toHaveText("Ana Costa asks to leave Old Bridge Ltd");
    await expect(page.locator("h1")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /Ana Costa asks/ })).toBeFocused();
  });

  test("that is answered is read without asking anything", async ({ page }) => {
    await open(page, "inbox", "requests");
    await page.getByText("Answered (1)").click();
    await page.getByRole("button", { name: /Eva Lang asks/ }).click();
    await expect(page.getByText("Please finish the handover first.")).toBeVisible();
    await expect(page.getByRole("button", { name: /Remove|Decline/ })).toHaveCount(0);
    expect(await sent(page)).toEqual([]);
  });

  test("waits with the answer until it is known what stands in the way", async ({ page }) => {
    await open(page, "inbox", "requests", { admin: withItems([{ ...item("Ana Costa"), preflight: null }]) });
    await page.getByRole("button", { name: /Ana Costa asks/ }).click();
    await expect(page.getByRole("status").getByText("Checking what stands in the way…")).toBeVisible();
    await expect(page.getByRole("button", { name: /Remove/ })).toHaveCount(0);
    await show(page, { admin: withItems([item("Ana Costa")]) });
    await expect(page.getByText("Nothing stands in the way.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Remove Ana Costa from account" })).toBeVisible();
  });

  test("is approved once, after its consequences were read, however often the button is pressed", async ({ page }) => {
    await open(page, "inbox", "requests");
    await page.getByRole("button", { name: /Ana Costa asks/ }).click();
    await page.getByRole("button", { name: "Remove Ana Costa from account" }).click();
    const dialog = page.getByRole("dialog", { name: "Remove Ana Costa from Old Bridge Ltd?" });
    await expect(dialog).toContainText(item("Ana Costa").consequence);
    await expect(dialog.getByRole("button", { name: "Keep Ana Costa" })).toBeFocused();
    await accessible(page, "ask-remove");
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: "Remove Ana Costa from account" })).toBeFocused();
    expect(await sent(page)).toEqual([{ kind: "open_request", id: "request-of-ana-costa" }]);

    await page.getByRole("button", { name: "Remove Ana Costa from account" }).click();
    // Both halves of a double click, before anything can be drawn again.
    await dialog.getByRole("button", { name: "Remove Ana Costa", exact: true }).evaluate((it: HTMLElement) => (it.click(), it.click()));
    expect((await sent(page)).slice(1)).toEqual([{ kind: "approve", id: "request-of-ana-costa" }]);

    await show(page, { admin: withItems([{ ...item("Ana Costa"), open: false, state: "fulfilled", stateText: "Removed on Thu 14 May" }]) });
    await expect(page.getByText("Removed on Thu 14 May")).toBeVisible();
    await expect(page.locator("h1"), "whose button is gone continues at the heading").toBeFocused();
  });

  test("that somebody else answered meanwhile is not approved", async ({ page }) => {
    await open(page, "inbox", "requests");
    await page.getByRole("button", { name: /Ana Costa asks/ }).click();
    await show(page, { admin: withItems([]) });
    await expect(page.locator("h1")).toHaveText("This request is no longer open");
    await page.getByRole("button", { name: "All requests" }).click();
    await expect(page.getByText("Nobody is waiting for you.").or(page.getByText("Waiting for approval"))).toBeVisible();
  });

  test("is not declined without a reason, and keeps the words until they have arrived", async ({ page }) => {
    await open(page, "inbox", "requests");
    await page.getByRole("button", { name: /Ana Costa asks/ }).click();
    await page.getByRole("button", { name: "Decline…" }).click();
    const dialog = page.getByRole("dialog", { name: "Decline the request of Ana Costa?" });
    const reason = dialog.getByRole("textbox");
    await expect(reason).toBeFocused();
    await reason.fill("   ");
    await dialog.getByRole("button", { name: "Decline request" }).click();
    await expect(dialog.getByText("Write a sentence, so that Ana Costa knows what to do next.")).toBeVisible();
    await expect(reason).toBeFocused();
    await expect(reason).toHaveAttribute("aria-invalid", "true");
    expect((await sent(page)).slice(1)).toEqual([]);
    await accessible(page, "ask-decline");

    await reason.fill("x".repeat(510));
    await expect(dialog.getByText("0 characters left", { exact: true }).first()).toBeVisible();
    await expect(reason).toHaveValue("x".repeat(500));
    await reason.fill("Please finish the handover first.");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Decline…" }).click();
    await expect(reason).toHaveValue("Please finish the handover first.");
    await dialog.getByRole("button", { name: "Decline request" }).evaluate((it: HTMLElement) => (it.click(), it.click()));
    expect((await sent(page)).slice(1)).toEqual([
      { kind: "decline", id: "request-of-ana-costa", reason: "Please finish the handover first." },
    ]);
  });

  test("that is blocked offers what helps instead of removing", async ({ page }) => {
    await open(page, "inbox", "requests");
    await page.getByRole("button", { name: /Piet Jansen asks/ }).click();
    await expect(page.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
    await expect(page.getByText("You can remove Piet Jansen here as soon as nothing stands in the way any more.")).toBeVisible();
    await accessible(page, "request-blocked");
    await page.getByRole("button", { name: "Become a Fulfilment Contact yourself" }).click();
    await page.getByRole("button", { name: "Take back Bridge Modeler" }).click();
    expect((await sent(page)).slice(1)).toEqual([
      { kind: "designate", user: "maria-silva", country: null },
      { kind: "return_licence", id: "licence-1" },
    ]);
    await page.getByRole("button", { name: "Choose another Fulfilment Contact" }).click();
    await expect(page).toHaveTitle("People – Domicile");
  });

  test("for approval is answered in its row, each button naming whom", async ({ page }) => {
    await open(page, "inbox", "requests");
    await page.getByRole("button", { name: "Approve: joe.north@oldbridge.example.com" }).click();
    await page.getByRole("button", { name: "Reject: joe.north@oldbridge.example.com" }).click();
    expect(await sent(page)).toEqual([
      { kind: "approve_person", user: "joe-north" },
      { kind: "reject_person", user: "joe-north" },
    ]);
  });

  test("is nowhere where nobody waits", async ({ page }) => {
    await open(page, "inbox-empty", "requests");
    await expect(page.getByRole("heading", { name: "Nobody is waiting for you." })).toBeVisible();
    await show(page, { admin: adminOf("inbox-reading") });
    await expect(page.getByText("Reading the requests…")).toBeVisible();
    await expect(page.getByText("Nobody is waiting for you.")).toHaveCount(0);
  });

  test("is answered with the keyboard alone", async ({ page }) => {
    await open(page, "inbox");
    await page.keyboard.press("Control+3");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("radio", { name: "Open (2)" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: /Ana Costa asks/ })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("h1")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Copy e-mail address of Ana Costa" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Remove Ana Costa from account" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Decline…" })).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.type("Not before June.");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Decline request" })).toBeFocused();
    await page.keyboard.press("Enter");
    expect((await sent(page)).at(-1)).toEqual({ kind: "decline", id: "request-of-ana-costa", reason: "Not before June." });
  });
});

test.describe("looking up", () => {
  const email = "ana.costa@oldbridge.example.com";
  const verdicts: [string, string, AdminRequest][] = [
    ["person-free", "Add to account", { kind: "add_to_account", email }],
    ["person-pending-approval", "Approve", { kind: "approve_person", user: "ana-costa" }],
    ["person-offered", "Withdraw offer", { kind: "revoke_transfer", id: "offer-1" }],
    ["person-invited", "Withdraw invitation", { kind: "revoke_invitation", id: "invitation-1" }],
  ];

  test("sends what was typed with Enter, says the verdict, and does what its button says", async ({ page }) => {
    await open(page, "people-outgoing", "people");
    const search = page.getByRole("searchbox", { name: "E-mail address or part of a name" });
    await search.fill(`  ${email} `);
    await page.keyboard.press("Enter");
    expect(await sent(page)).toEqual([{ kind: "find", query: email }]);
    await show(page, { admin: { ...adminOf("person-free"), people: { ...adminOf("person-free").people, card: null, busy: true } } });
    await expect(page.getByRole("status").getByText("Looking up…")).toBeVisible();
    for (const [state, button, request] of verdicts) {
      await show(page, { admin: adminOf(state) });
      await expect(page.getByRole("heading", { name: cardOf(state).verdict })).toBeVisible();
      await expect(page.getByRole("status").filter({ hasText: cardOf(state).verdict })).toBeAttached();
      await expect(search, "who searches goes on searching").toBeFocused();
      await page.getByRole("button", { name: button, exact: true }).click();
      expect((await sent(page)).at(-1)).toEqual(request);
      await search.focus();
    }
    await search.fill("");
    expect((await sent(page)).at(-1)).toEqual({ kind: "find", query: "" });
  });

  test("an unknown address creates a user, with a name if there is one", async ({ page }) => {
    await open(page, "person-not-known", "people");
    await page.getByRole("button", { name: "Create user" }).evaluate((it: HTMLElement) => (it.click(), it.click()));
    expect(await sent(page)).toEqual([{ kind: "create", email, name: null }]);
    await page.getByRole("textbox", { name: "Name" }).fill(" Ana Costa ");
    await page.getByRole("button", { name: "Create user" }).click();
    expect((await sent(page)).at(-1)).toEqual({ kind: "create", email, name: "Ana Costa" });
  });

  for (const [state, button, kind] of [
    ["person-affiliated-elsewhere", "Offer to add them", "offer_transfer"],
    ["person-invitation-required", "Invite to account", "invite"],
  ] as const) {
    test(`${state} sends country and roles with “${button}”`, async ({ page }) => {
      await open(page, state, "people");
      await page.getByRole("combobox", { name: "Licence country" }).selectOption("France");
      await page.getByRole("checkbox", { name: "Beta" }).check();
      await page.getByRole("checkbox", { name: "Download", exact: true }).check();
      await page.getByRole("button", { name: button }).click();
      expect(await sent(page)).toEqual([{ kind, email, roles: ["download", "beta"], country: "FR" }]);
      await page.getByRole("checkbox", { name: "Beta" }).uncheck();
      await page.getByRole("combobox", { name: "Licence country" }).selectOption("Automatic");
      await page.getByRole("button", { name: button }).click();
      expect((await sent(page)).at(-1)).toEqual({ kind, email, roles: ["download"], country: null });
    });
  }

  test("copies the message in the language of whoever reads it", async ({ page }) => {
    await open(page, "person-affiliated-elsewhere", "people");
    await page.getByRole("combobox", { name: "Language of the message" }).selectOption("Deutsch");
    await page.getByRole("button", { name: "Copy message" }).click();
    expect(await sent(page)).toEqual([{ kind: "copy_welcome", email, language: "de" }]);
    await show(page, { admin: adminOf("person-company-sign-in") });
    await expect(page.getByRole("combobox", { name: "Language of the message" }), "asked once").toHaveValue("de");
  });
});

test.describe("somebody of the account", () => {
  test("is opened from the list, and put away with Escape", async ({ page }) => {
    await open(page, "people", "people");
    await page.getByRole("button", { name: /Ana Costa/ }).click();
    expect(await sent(page)).toEqual([{ kind: "open_person", user: "ana-costa" }]);
    await show(page, { admin: withCard("people", cardOf("person-set-up")) });
    await expect(page.getByRole("heading", { name: "Ana Costa can work" })).toBeFocused();
    await page.keyboard.press("Escape");
    expect((await sent(page)).at(-1)).toEqual({ kind: "close_person" });
    await show(page, { admin: adminOf("people") });
    await expect(page.getByRole("searchbox")).toBeFocused();
    await page.getByRole("button", { name: "Show more people" }).click();
    expect((await sent(page)).at(-1)).toEqual({ kind: "more" });
  });

  test("is unlocked, given a country and roles, each at once", async ({ page }) => {
    await open(page, "person-added", "people");
    const lines = page.getByRole("list").filter({ has: page.getByText("Tell the person") });
    await expect(lines.getByRole("listitem").first()).toHaveAttribute("aria-current", "step");
    await expect(page.getByRole("button", { name: "Unlock" })).toHaveCount(1);
    await page.getByRole("button", { name: "Unlock" }).click();
    const country = page.getByRole("combobox", { name: "Licence country" });
    await country.selectOption("France");
    await page.keyboard.press("Tab");
    await page.getByRole("checkbox", { name: "Download", exact: true }).check();
    await page.getByRole("checkbox", { name: "Beta" }).check();
    await expect
      .poll(() => sent(page))
      .toEqual([
        { kind: "unlock", user: "ana-costa", lock: "removed_from_account" },
        { kind: "set_country", user: "ana-costa", country: "FR" },
        { kind: "set_roles", user: "ana-costa", roles: ["download", "beta"] },
      ]);
    await expect(country).toHaveValue("FR");
    await show(page, {
      problem: { code: "insufficient_rank", what: "Not changed", why: "Your role does not allow it.", do: [], requestId: null },
    });
    await expect(country, "what did not happen is not shown").toHaveValue("DE");
    await expect(page.getByRole("checkbox", { name: "Beta" })).not.toBeChecked();
    await country.selectOption("Automatic");
    await expect.poll(async () => (await sent(page)).at(-1)).toEqual({ kind: "set_country", user: "ana-costa", country: null });
  });

  test("keeps roles that nobody here may change, and says why", async ({ page }) => {
    const why = "Only an account administrator can give these.";
    const roles = cardOf("person-set-up").roles.map((role) =>
      role.id.endsWith("_admin") ? { ...role, enabled: false, chosen: role.id === "co_admin", note: why } : role,
    );
    await open(page, "person-set-up", "people", { admin: withCard("person-set-up", { ...cardOf("person-set-up"), roles }) });
    const fixed = page.getByRole("checkbox", { name: "Co-administrator" });
    await expect(fixed).toHaveAttribute("aria-disabled", "true");
    await expect(fixed).toHaveAccessibleDescription(why);
    await fixed.click({ force: true });
    await expect(fixed).toBeChecked();
    await page.getByRole("checkbox", { name: "SDK download" }).check();
    await expect
      .poll(() => sent(page))
      .toEqual([{ kind: "set_roles", user: "ana-costa", roles: ["co_admin", "download", "sdk_download", "beta"] }]);
    expect(await findings(page)).toEqual([]);
  });

  test("is locked only after it was read what follows, with a reason if there is one", async ({ page }) => {
    await open(page, "person-set-up", "people");
    await page.getByRole("button", { name: "Lock", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Lock Ana Costa?" });
    await expect(dialog.getByRole("button", { name: "Leave unlocked" })).toBeFocused();
    await accessible(page, "ask-lock");
    await dialog.getByRole("textbox", { name: "Why?" }).fill("Lost the laptop");
    await page.keyboard.press("Enter");
    expect(await sent(page)).toEqual([{ kind: "lock", user: "ana-costa", because: "Lost the laptop" }]);
  });

  test("is removed after what stands in the way and what follows was read", async ({ page }) => {
    await open(page, "person-set-up", "people");
    const remove = page.getByRole("button", { name: "Remove Ana Costa from account" });
    await remove.click();
    expect(await sent(page)).toEqual([{ kind: "preview_removal", user: cardOf("person-set-up").user }]);
    await show(page, {
      admin: withCard("person-set-up", {
        ...cardOf("person-removal"),
        user: cardOf("person-set-up").user,
        actions: cardOf("person-set-up").actions,
      }),
    });
    await expect(page.getByRole("heading", { name: "Before you remove Ana Costa" })).toBeFocused();
    await expect(remove).toHaveCount(1);
    await remove.click();
    const dialog = page.getByRole("dialog", { name: "Remove Ana Costa from Northwind Rail?" });
    await expect(dialog).toContainText("You can undo this for 90 days");
    await expect(dialog.getByRole("button", { name: "Keep Ana Costa" })).toBeFocused();
    await dialog.getByRole("button", { name: "Remove Ana Costa", exact: true }).click();
    expect((await sent(page)).slice(1)).toEqual([{ kind: "remove", user: "ana-costa" }]);
  });

  test("who is in the way of being removed has no button for it, but what helps", async ({ page }) => {
    await open(page, "person-removal-blocked", "people");
    await expect(page.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Become a Fulfilment Contact yourself" }).click();
    await page.getByRole("button", { name: "End as Fulfilment Contact" }).click();
    await page.getByRole("button", { name: "Choose another Fulfilment Contact" }).click();
    expect(await sent(page)).toEqual([
      { kind: "designate", user: "maria-silva", country: null },
      { kind: "end_designation", user: "piet-jansen" },
      { kind: "close_person" },
    ]);
  });

  test("can pass a named licence on to somebody of the list", async ({ page }) => {
    await open(page, "people", "people", { admin: withCard("people", cardOf("person-removal-blocked")) });
    await page.getByRole("button", { name: "Give to…: Bridge Modeler" }).click();
    const dialog = page.getByRole("dialog", { name: "Give Bridge Modeler to somebody else?" });
    await accessible(page, "ask-give");
    await expect(dialog.getByRole("option")).toHaveCount(2);
    await dialog.getByRole("combobox").selectOption({ label: "Maria Silva (maria.silva@oldbridge.example.com)" });
    await dialog.getByRole("button", { name: "Give licence" }).click();
    expect(await sent(page)).toEqual([{ kind: "reassign_licence", id: "licence-1", user: "maria-silva" }]);
  });

  test("offers are taken back and removed people brought back in their rows", async ({ page }) => {
    await open(page, "people-outgoing", "people");
    await page.getByRole("button", { name: "Withdraw offer: lena.vogt@harbour.example.com" }).click();
    await page.getByRole("button", { name: "Withdraw invitation: yara.haddad@example.com" }).click();
    await page.getByText("Removed people (2)").click();
    await page.getByRole("button", { name: "Ask Rosa Klein to come back" }).click();
    expect(await sent(page)).toEqual([
      { kind: "revoke_transfer", id: "offer-2" },
      { kind: "revoke_invitation", id: "invitation-1" },
      { kind: "undo", removal: "removal-rosa-klein" },
    ]);
  });

  test("is looked up, offered a place and looked after with the keyboard alone", async ({ page }) => {
    await open(page, "people-outgoing");
    await page.keyboard.press("Control+4");
    await page.keyboard.type("ana.costa@oldbridge.example.com");
    await page.keyboard.press("Enter");
    await show(page, { admin: adminOf("person-affiliated-elsewhere") });
    const order = ["Look up", "Close"];
    for (const name of order) {
      await page.keyboard.press("Tab");
      await expect(page.getByRole("button", { name })).toBeFocused();
    }
    await page.keyboard.press("Tab");
    await expect(page.getByRole("combobox", { name: "Licence country" })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect(page.getByRole("checkbox", { name: "Download", exact: true })).toBeChecked();
    for (let presses = 0; presses < 5; presses++) await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Offer to add them" })).toBeFocused();
    await page.keyboard.press("Enter");
    expect((await sent(page)).at(-1)).toMatchObject({ kind: "offer_transfer", roles: ["download"], country: "FR" });
    await show(page, { admin: adminOf("person-offered") });
    await expect(page.getByRole("heading", { name: "Offer sent" }), "whose button is gone continues at the verdict").toBeFocused();
  });

  test("forced colours keep the choices and the boxes apart", async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await open(page, "person-added", "people");
    await page.screenshot({ path: "test-results/forced-colours-people.png", fullPage: true });
    expect(await page.getByRole("combobox", { name: "Licence country" }).evaluate((it) => getComputedStyle(it).appearance)).toBe("auto");
    await go(page, "requests");
    const current = page.getByRole("link", { name: "Requests" });
    expect(await current.evaluate((it) => getComputedStyle(it).outlineStyle)).toBe("solid");
  });
});

test.describe("an offer", () => {
  const offer = recordedState("offer").offers[0];

  test("is accepted after it was read what happens", async ({ page }) => {
    await open(page, "offer");
    for (const thing of offer?.comesWith ?? ["nothing comes with it"]) await expect(page.getByText(thing)).toBeVisible();
    await page.getByRole("button", { name: "Accept the offer" }).click();
    const dialog = page.getByRole("dialog", { name: "Accept the offer of Northwind Rail?" });
    await expect(dialog).toContainText(
      "Your request to leave Old Bridge Ltd is sent to its administrators. They never learn who made you the offer.",
    );
    await expect(dialog.getByRole("button", { name: "Not now" })).toBeFocused();
    await accessible(page, "ask-accept");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    expect(await sent(page)).toEqual([]);
    await page.getByRole("button", { name: "Accept the offer" }).click();
    await dialog.getByRole("button", { name: "Accept offer" }).evaluate((it: HTMLElement) => (it.click(), it.click()));
    expect(await sent(page)).toEqual([{ kind: "accept_offer", id: offer?.id }]);
  });

  test("that is gone meanwhile is not accepted", async ({ page }) => {
    await open(page, "offer", "home", { offers: [] });
    await page.getByRole("button", { name: "Accept the offer" }).click();
    await expect(page.getByRole("dialog", { name: "This has changed" })).toBeVisible();
    await page.keyboard.press("Enter");
    expect(await sent(page)).toEqual([]);
  });

  test("is declined, and an acceptance taken back, only on a second word", async ({ page }) => {
    await open(page, "offer");
    await page.getByRole("button", { name: "Decline" }).click();
    await page.getByRole("dialog", { name: "Decline the offer of Northwind Rail?" }).getByRole("button", { name: "Decline offer" }).click();
    expect(await sent(page)).toEqual([{ kind: "decline_offer", id: offer?.id }]);

    await open(page, "offer-accepted");
    await page.getByRole("button", { name: "Undo acceptance" }).click();
    const dialog = page.getByRole("dialog", { name: "Undo your acceptance?" });
    await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
    await dialog.getByRole("button", { name: "Undo acceptance" }).click();
    expect(await sent(page)).toEqual([{ kind: "decline_offer", id: recordedState("offer-accepted").offers[0]?.id }]);
  });

  test("that is an invitation is accepted at once", async ({ page }) => {
    await open(page, "invited");
    await page.getByRole("button", { name: "Accept the invitation" }).click();
    expect(await sent(page)).toEqual([{ kind: "accept_invitation", id: "invitation-1" }]);
  });
});

test("notifications have a switch for each subject, the third for administrators", async ({ page }) => {
  await open(page, "can-work", "settings");
  await expect(page.getByRole("switch")).toHaveCount(2);
  await page.getByRole("switch", { name: "My licences" }).uncheck();
  await expect(page.getByRole("switch", { name: "My licences" })).not.toBeChecked();
  await open(page, "inbox", "settings");
  await page.getByRole("switch", { name: "Requests for you" }).press("Space");
  expect(await sent(page)).toEqual([{ kind: "set_notifications", notifications: { requests: true, licences: true, admin: false } }]);
});

test("a switch is on or off to the eye as well, and a double click on its words selects nothing", async ({ page }) => {
  await open(page, "inbox", "settings");
  const toggle = page.getByRole("switch", { name: "My licences", exact: true });
  await expect(toggle).toHaveAccessibleDescription("When to sign in again, and what ends soon.");
  const knob = () => toggle.evaluate((it) => getComputedStyle(it, "::before").translate);
  await expect.poll(knob).toBe("15px");
  await page.getByText("My licences", { exact: true }).click();
  await expect.poll(knob).toBe("none");
  for (const forcedColors of ["none", "active"] as const) {
    await page.emulateMedia({ forcedColors });
    await page.screenshot({ path: `test-results/switches-${forcedColors}.png`, fullPage: true });
  }
  await page.getByText("My licences", { exact: true }).dblclick();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("");
});

test("leaving alone is asked about first", async ({ page }) => {
  await open(page, "may-leave");
  await page.getByRole("button", { name: "Leave Northwind Rail" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave Northwind Rail?" });
  await expect(dialog).toContainText(recordedState("may-leave").leave?.consequence ?? "no consequence");
  await expect(dialog.getByRole("button", { name: "Stay" })).toBeFocused();
  await dialog.getByRole("button", { name: "Leave Northwind Rail" }).click();
  expect(await sent(page)).toEqual([{ kind: "leave" }]);
});

test("earlier requests are folded, with what was answered", async ({ page }) => {
  const history: Overview["history"] = [
    {
      id: "h1",
      state: "declined",
      summary: "Declined by Old Bridge Ltd on Tue 12 May",
      reason: "Please finish <b>first</b>.",
      submitted: "2026-05-01T09:00:00Z",
    },
  ];
  await open(page, "can-work", "home", { history });
  await expect(page.getByText("Please finish <b>first</b>.")).toBeHidden();
  await page.getByText("Earlier requests (1)").click();
  await expect(page.getByText("Please finish <b>first</b>.")).toBeVisible();
});
