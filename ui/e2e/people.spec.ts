// People finds while somebody types: from anywhere by a key, the first by Enter, and nothing stale.
import type { AdminView, PeopleView } from "../src/platform/contract";
import { expect, findings, open, type Page, recordedState, requests, show, test } from "./fixtures";

const sent = async (page: Page) => (await requests(page)).map((request) => (request.kind === "administer" ? request.request : request));
const adminOf = (name: string): AdminView => {
  const { admin } = recordedState(name);
  if (!admin) throw new Error(`${name} has no administrator`);
  return admin;
};
const withPeople = (name: string, people: Partial<PeopleView>) => ({
  admin: { ...adminOf(name), people: { ...adminOf(name).people, ...people } },
});
const search = (page: Page) => page.getByRole("searchbox");
const email = "ana.costa@oldbridge.example.com";

test("the search has the focus when the screen opens, and by Ctrl+K from anywhere, also on a Mac", async ({ page }) => {
  await open(page, "people-outgoing", "people");
  await expect(search(page)).toBeFocused();
  await page.keyboard.press("Control+1");
  await expect(page.locator("h1")).toBeFocused();
  await page.getByRole("link", { name: "People" }).click();
  await expect(search(page)).toBeFocused();
  await page.keyboard.press("Control+2");
  await page.keyboard.press("Control+k");
  await expect(page).toHaveTitle("People – Domicile");
  await expect(search(page)).toBeFocused();
  await search(page).fill("zacharias");
  await page.keyboard.press("Control+3");
  await page.keyboard.press("Control+k");
  expect(await page.evaluate(() => getSelection()?.toString()), "the next letter replaces what was typed").toBe("zacharias");
  await page.keyboard.press("F1");
  await expect(page.getByRole("dialog").getByText("Find somebody")).toBeVisible();
});

test("Ctrl+K is nothing for those who look after nobody", async ({ page }) => {
  await open(page, "can-work", "licences");
  await page.keyboard.press("Control+k");
  await expect(page).toHaveTitle("Licences – Domicile");
});

test("what is typed filters the list at once, and is looked for after a pause", async ({ page }) => {
  await open(page, "people-outgoing", "people");
  const names = page.locator("main .row .name");
  await expect(names).toHaveCount(2);
  await search(page).pressSequentially("petit");
  await expect(names).toHaveCount(1);
  await expect(page.getByText("To add somebody, type the whole address.")).toBeVisible();
  await expect.poll(() => sent(page)).toEqual([{ kind: "find", query: "petit" }]);
});

test("Enter opens the first of those that were found, also where they are not there yet", async ({ page }) => {
  await open(page, "people", "people");
  await expect(search(page)).toHaveValue("an");
  await page.keyboard.press("Enter");
  const [first] = adminOf("people").people.list;
  expect(await sent(page)).toEqual([{ kind: "open_person", user: first?.id }]);

  await search(page).fill("maria");
  await page.keyboard.press("Enter");
  expect((await sent(page)).at(-1)).toEqual({ kind: "find", query: "maria" });
  await show(page, withPeople("people", { query: "maria", busy: true }));
  const maria = adminOf("people").people.list.filter((it) => it.name === "Maria Silva");
  await show(page, withPeople("people", { query: "maria", list: maria }));
  await expect.poll(async () => (await sent(page)).at(-1)).toEqual({ kind: "open_person", user: "maria-silva" });
});

test("nothing stale is said while something else is typed", async ({ page }) => {
  await open(page, "people-nobody-found", "people");
  const nobody = page.getByText("Nobody here is called “zacharias”.");
  await expect(nobody.first()).toBeVisible();
  await search(page).fill(email);
  await expect(nobody).toHaveCount(0);
  await search(page).fill("zacharias");
  await expect(nobody.first()).toBeVisible();
});

test("half an address is not looked up, a whole one is, a pasted one at once", async ({ page }) => {
  await open(page, "people-nobody-found", "people");
  await search(page).fill("ana@oldbridge");
  await expect.poll(() => sent(page)).toEqual([{ kind: "find", query: "ana" }]);
  await search(page).fill(email);
  await expect.poll(async () => (await sent(page)).at(-1)).toEqual({ kind: "find", query: email });

  await open(page, "people-outgoing", "people");
  await search(page).fill("lena.vogt@harbour.example.com");
  await search(page).selectText();
  await page.keyboard.press("Control+x");
  await page.keyboard.press("Control+v");
  expect((await sent(page)).at(-1)).toEqual({ kind: "find", query: "lena.vogt@harbour.example.com" });
});

for (const [state, verdict] of [
  ["person-not-known", "Not known yet"],
  ["person-invitation-required", "Free, but not your e-mail domain"],
]) {
  test(`“${verdict}” has no mark of success`, async ({ page }) => {
    await open(page, state ?? "", "people");
    const mark = page.locator(".person header svg");
    await expect(mark).toHaveClass(/calm/);
    await open(page, "person-free", "people");
    await expect(mark).toHaveClass(/good/);
  });
}

test("several pasted addresses get a verdict each, and one button for all that allow the same", async ({ page }) => {
  const found = (state: string, query: string) => {
    const people = adminOf(state).people;
    const card = people.card && {
      ...people.card,
      email: query,
      actions: people.card.actions.map((it) =>
        it.request.kind === "administer" && "email" in it.request.request
          ? { ...it, request: { ...it.request, request: { ...it.request.request, email: query } } }
          : it,
      ),
    };
    return withPeople(state, { query, card, busy: false });
  };
  await open(page, "people-outgoing", "people");
  await search(page).evaluate((it) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", "a@x.example\nBea <b@x.example>\nc@x.example");
    it.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true, bubbles: true }));
  });
  await expect(search(page)).toHaveValue("a@x.example, b@x.example, c@x.example");
  for (const [state, query] of [
    ["person-free", "a@x.example"],
    ["person-affiliated-elsewhere", "b@x.example"],
    ["person-free", "c@x.example"],
  ] as const) {
    expect((await sent(page)).at(-1)).toEqual({ kind: "find", query });
    await show(page, found(state, query));
  }
  const rows = page.getByRole("list", { name: "Addresses (3)" }).getByRole("listitem");
  await expect(rows).toHaveText([/a@x.example\s+Free to join/, /b@x.example\s+Belongs to another account/, /c@x.example\s+Free to join/]);
  expect(await findings(page)).toEqual([]);
  await page.screenshot({ path: "test-results/people-batch.png", fullPage: true });
  await page.getByRole("button", { name: "Add to account: 2 addresses" }).click();
  expect((await sent(page)).at(-1)).toEqual({ kind: "add_to_account", email: "a@x.example" });
  await show(page, { notice: "a@x.example was added." });
  expect((await sent(page)).at(-1)).toEqual({ kind: "add_to_account", email: "c@x.example" });
  await show(page, { notice: "c@x.example was added." });
  await expect(rows.nth(2)).toContainText("was added.");
  await expect(page.getByRole("button", { name: "Offer to add them: 1 address" })).toBeVisible();
  await search(page).fill("");
  await expect(rows).toHaveCount(0);
});
