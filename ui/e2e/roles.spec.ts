// Rights are given on purpose: an administrator's role takes a question, nothing moves under the pointer, and what was done has a name and a
// way back.
import type { AdminView, Overview, PersonCardView } from "../src/platform/contract";
import { expect, findings, open, type Page, recordedState, requests, show, test } from "./fixtures";

const sent = async (page: Page) => (await requests(page)).map((request) => (request.kind === "administer" ? request.request : request));
const adminOf = (name: string): AdminView => {
  const { admin } = recordedState(name);
  if (!admin) throw new Error(`${name} has no administrator`);
  return admin;
};
/** The state with another card: what the controller shows after a change, with the notice that it has for it. */
function after(name: string, notice: string, change: (card: PersonCardView) => Partial<PersonCardView>): Partial<Overview> {
  const admin = adminOf(name);
  if (!admin.people.card) throw new Error(`${name} has no card`);
  const card = { ...admin.people.card, ...change(admin.people.card) };
  return { notice, admin: { ...admin, people: { ...admin.people, card } } };
}
const withRoles = (ids: string[]) => (card: PersonCardView) => ({
  roles: card.roles.map((it) => ({ ...it, chosen: ids.includes(it.id) })),
  lines: card.lines.map((it) =>
    it.id === "roles" ? { ...it, done: ids.length > 0, state: ids.join(", ") || "None", detail: ids.length > 0 ? null : it.detail } : it,
  ),
});
const box = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true });
/** Where every control of the card is. */
const places = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".person :is(input, select, button)")].map((it) => {
      const { x, y, width, height } = it.getBoundingClientRect();
      return [it.closest("label, button")?.textContent.trim() ?? it.tagName, x, y, width, height].join(" ");
    }),
  );

for (const [width, state] of [
  [760, "person-added"],
  [360, "person-added"],
  [760, "person-mail-waits.de"],
] as const) {
  test(`${state}, ${width} pixels: nothing moves under the pointer when a role is given`, async ({ page }) => {
    await page.setViewportSize({ width, height: 600 });
    await open(page, state, "people");
    const download = page.locator("main").getByRole("group").first().getByRole("checkbox").first();
    await download.scrollIntoViewIfNeeded();
    const before = await places(page);
    await download.click();
    await expect.poll(() => sent(page)).toEqual([{ kind: "set_roles", user: "ana-costa", roles: ["download"] }]);
    expect(await places(page)).toEqual(before);
    await show(page, after(state, "The roles of Ana Costa are set.", withRoles(["download"])));
    await expect(page.getByRole("status").getByText("Download", { exact: false })).toBeVisible();
    expect(await places(page)).toEqual(before);
    // Nor when the confirmation goes.
    await show(page, { notice: null });
    expect(await places(page)).toEqual(before);
  });
}

test("what people need comes first, administrators' roles stand apart below", async ({ page }) => {
  await open(page, "person-set-up", "people");
  const names = async (group: string) =>
    page
      .getByRole("group", { name: group, exact: true })
      .getByRole("checkbox")
      .evaluateAll((all) => all.map((it) => it.closest("label")?.textContent.trim()));
  expect(await names("Roles")).toEqual(["Download", "SDK download", "Beta"]);
  expect(await names("Administrators’ roles")).toEqual([
    "Co-administrator",
    "Group administrator",
    "Services administrator",
    "Learning administrator",
    "Account administrator",
  ]);
  expect(await findings(page)).toEqual([]);
});

test("an administrator's role is asked about first, and given by the button that says so", async ({ page }) => {
  await open(page, "person-set-up", "people");
  const role = box(page, "Account administrator");
  await role.click();
  const dialog = page.getByRole("dialog", { name: "Give Ana Costa the role Account administrator?" });
  await expect(dialog).toContainText("Ana Costa can then do everything in Northwind Rail");
  await expect(dialog.getByRole("button", { name: "Don’t give it" })).toBeFocused();
  await expect(role).not.toBeChecked();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(role).toBeFocused();
  await expect(role).not.toBeChecked();
  expect(await sent(page)).toEqual([]);

  await page.keyboard.press("Space");
  await dialog.getByRole("button", { name: "Give Ana Costa the role" }).click();
  expect(await sent(page)).toEqual([{ kind: "set_roles", user: "ana-costa", roles: ["account_admin", "download", "beta"] }]);
  await show(page, after("person-set-up", "The roles of Ana Costa are set.", withRoles(["account_admin", "download", "beta"])));
  await expect(role).toBeChecked();
  await expect(page.getByRole("status").getByText("Ana Costa has the role Account administrator now.")).toBeVisible();

  await role.click();
  await expect(page.getByRole("dialog", { name: "Take the role Account administrator from Ana Costa?" })).toContainText(
    "You can give it back here.",
  );
});

test("taking one's own administrator's role says that nobody gives it back to themselves", async ({ page }) => {
  const { session } = recordedState("person-set-up");
  await open(page, "person-set-up", "people", {
    session: { ...session, email: "ana.costa@oldbridge.example.com" },
    ...after("person-set-up", "", withRoles(["co_admin"])),
    notice: null,
  });
  await box(page, "Co-administrator").click();
  await expect(page.getByRole("dialog")).toContainText("you can’t give it back to yourself");
});

test("what was ticked just before goes out on its own, and nothing is lost", async ({ page }) => {
  await open(page, "person-set-up", "people");
  await box(page, "SDK download").click();
  await box(page, "Group administrator").click();
  expect(await sent(page)).toEqual([{ kind: "set_roles", user: "ana-costa", roles: ["download", "sdk_download", "beta"] }]);
  await page.getByRole("dialog").getByRole("button", { name: "Give Ana Costa the role" }).click();
  expect((await sent(page)).at(-1)).toEqual({
    kind: "set_roles",
    user: "ana-costa",
    roles: ["group_admin", "download", "sdk_download", "beta"],
  });
});

test("the confirmation names what changed, and takes it back", async ({ page }) => {
  await open(page, "person-set-up", "people");
  const undo = page.getByRole("button", { name: "Undo" });
  await box(page, "SDK download").click();
  await expect.poll(async () => (await sent(page)).length).toBe(1);
  await show(page, after("person-set-up", "The roles of Ana Costa are set.", withRoles(["download", "beta", "sdk_download"])));
  await expect(page.getByRole("status").getByText("Ana Costa has the role SDK download now.")).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await undo.click();
  expect((await sent(page)).at(-1)).toEqual({ kind: "set_roles", user: "ana-costa", roles: ["download", "beta"] });
  await show(page, { notice: null });
  await show(page, after("person-set-up", "The roles of Ana Costa are set.", withRoles(["download", "beta"])));
  await expect(page.getByRole("status").getByText("Ana Costa no longer has the role SDK download.")).toBeVisible();

  await page.getByRole("combobox", { name: "Licence country" }).selectOption("France");
  await expect.poll(async () => (await sent(page)).at(-1)).toEqual({ kind: "set_country", user: "ana-costa", country: "FR" });
  await show(
    page,
    after("person-set-up", "The licence country of Ana Costa is set.", (card) => ({
      countries: card.countries.map((it) => ({ ...it, chosen: it.id === "FR" })),
    })),
  );
  await expect(page.getByRole("status").getByText("Licence country of Ana Costa: France.")).toBeVisible();
  await undo.click();
  expect((await sent(page)).at(-1)).toEqual({ kind: "set_country", user: "ana-costa", country: null });
});

test("locking and unlocking have their way back, which asks nothing again", async ({ page }) => {
  const locked = (card: PersonCardView) => ({
    lines: card.lines.map((it) => (it.id === "unlock" ? { ...it, done: false, state: "Locked" } : it)),
  });
  await open(page, "person-set-up", "people");
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Lock Ana Costa" }).click();
  await show(page, after("person-set-up", "Ana Costa is locked now.", locked));
  await page.getByRole("button", { name: "Undo" }).click();
  expect((await sent(page)).at(-1)).toEqual({ kind: "unlock", user: "ana-costa", lock: "administrator" });
  await show(page, { notice: null });
  await show(
    page,
    after("person-set-up", "Ana Costa is unlocked now.", () => ({})),
  );
  await page.getByRole("button", { name: "Undo" }).click();
  expect((await sent(page)).at(-1)).toEqual({ kind: "lock", user: "ana-costa", because: null });
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("another confirmation is no change to take back", async ({ page }) => {
  await open(page, "person-set-up", "people");
  await box(page, "SDK download").click();
  await expect.poll(async () => (await sent(page)).length).toBe(1);
  await show(page, after("person-set-up", "The roles of Ana Costa are set.", withRoles(["download", "beta", "sdk_download"])));
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await show(page, { notice: "Address copied." });
  await expect(page.getByText("Address copied.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
});

test("nobody is locked twice, and removing looks the same everywhere", async ({ page }) => {
  const look = (name: string) =>
    page.getByRole("button", { name }).evaluate((it) => {
      const { color, borderTopColor, backgroundColor, fontWeight } = getComputedStyle(it);
      return { color, borderTopColor, backgroundColor, fontWeight };
    });
  await open(page, "person-added", "people");
  await expect(page.getByRole("button", { name: "Lock", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Unlock" })).toHaveCount(1);
  const remove = "Remove Ana Costa from account";
  const looks = [await look(remove)];
  for (const state of ["person-set-up", "person-removal"]) {
    await open(page, state, "people");
    await expect(page.getByRole("button", { name: "Unlock" })).toHaveCount(0);
    looks.push(await look(remove));
  }
  await open(page, "inbox", "requests");
  await page.getByRole("button", { name: /Ana Costa asks/ }).click();
  looks.push(await look(remove));
  expect(new Set(looks.map((it) => JSON.stringify(it))).size).toBe(1);
});

test("who can work is not asked to be let work", async ({ page }) => {
  await open(page, "person-set-up", "people", after("person-set-up", "", withRoles([])));
  await expect(page.getByRole("heading", { name: "Ana Costa can work" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Still open" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "So that they can work" })).toHaveCount(0);
});
