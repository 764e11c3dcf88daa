// Asking administrators for something beside leaving: one press asks, one press does it, a no needs a reason.
import { expect, findings, go, open, type Page, requests, test } from "./fixtures";

const sent = async (page: Page) => (await requests(page)).flatMap((it) => (it.kind === "administer" ? [it.request] : []));

async function accessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await findings(page), `${what}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await findings(page, ["color-contrast"]), `${what}, dark`).toEqual([]);
}

test.describe("the person", () => {
  test("asks to be unlocked by one press", async ({ page }) => {
    await open(page, "locked");
    await page.getByRole("button", { name: "Ask to be unlocked" }).click();
    expect(await requests(page)).toEqual([{ kind: "ask", ask: { kind: "unlock" } }]);
  });

  test("asks for a country where the account has licences", async ({ page }) => {
    await open(page, "wrong-country");
    await page.getByRole("button", { name: "Ask for the United Kingdom" }).click();
    expect(await requests(page)).toEqual([{ kind: "ask", ask: { kind: "country", country: "GB" } }]);
  });

  test("asks the organisation that invited to add them", async ({ page }) => {
    await open(page, "may-ask-to-join");
    await page.getByRole("button", { name: "Ask Northwind Rail to add you" }).click();
    expect(await requests(page)).toEqual([{ kind: "ask", ask: { kind: "add", account: "northwind-rail" } }]);
  });

  test("reads who has it, and takes it back", async ({ page }) => {
    await open(page, "asked-to-unlock");
    await expect(page.getByText("The administrators of Old Bridge Ltd have had the request since")).toHaveCount(1);
    await accessible(page, "asked-to-unlock");
    await page.getByRole("button", { name: "Withdraw request" }).click();
    expect(await requests(page)).toEqual([{ kind: "withdraw_ask", id: "a-unlock" }]);
  });

  test("reads why it was declined, and can ask again", async ({ page }) => {
    await open(page, "role-declined");
    const mine = page.getByRole("region", { name: "Your requests" });
    await expect(mine).toContainText("Please finish the handover first.");
    await mine.getByRole("button", { name: "Send again" }).click();
    expect(await requests(page)).toEqual([{ kind: "ask", ask: { kind: "role", role: "beta" } }]);
  });
});

test.describe("an administrator", () => {
  test("does what is asked by one press", async ({ page }) => {
    await open(page, "inbox-asks", "requests");
    await accessible(page, "inbox-asks");
    await page.getByRole("button", { name: "Unlock: Ana Costa" }).click();
    expect(await sent(page)).toEqual([{ kind: "approve_ask", id: "a-unlock" }]);
  });

  test("declines with a reason, and not without", async ({ page }) => {
    await open(page, "inbox-asks", "requests");
    await page.getByRole("button", { name: "Decline…: yara.haddad@example.com" }).click();
    const dialog = page.getByRole("dialog", { name: "Decline what yara.haddad@example.com asks?" });
    await dialog.getByRole("button", { name: "Decline request" }).click();
    await expect(dialog).toBeVisible();
    await accessible(page, "decline-ask");
    await dialog.getByRole("textbox").fill("We don’t know you.");
    await dialog.getByRole("button", { name: "Decline request" }).click();
    expect(await sent(page)).toEqual([{ kind: "decline_ask", id: "a-add", reason: "We don’t know you." }]);
  });

  test("finds the answered ones beside, and everything counted", async ({ page }) => {
    await open(page, "inbox-asks");
    await expect(page.getByRole("link", { name: /^Requests\s+4 wait for you$/ })).toBeVisible();
    await go(page, "requests");
    await page.getByText("Answered (1)").click();
    await expect(page.getByText("Ana Costa asks for the role Beta")).toBeVisible();
    await expect(page.getByText("Declined on Wed 13 May")).toBeVisible();
  });
});

for (const state of ["asked-to-unlock", "inbox-asks", "wrong-country"]) {
  for (const language of ["", ".de", ".es"]) {
    for (const width of [360, 760]) {
      test(`${state}${language} fits into ${width} pixels`, async ({ page }) => {
        await page.setViewportSize({ width, height: 700 });
        await open(page, `${state}${language}`, state === "inbox-asks" ? "requests" : "home");
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await page.screenshot({ path: `test-results/${state}${language}-${width}.png`, fullPage: true });
      });
    }
  }
}
