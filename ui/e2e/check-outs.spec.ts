// Licences taken along: what is asked before anything is sent, what is sent then, and files that are carried in.
import { expect, findings, go, open, type Page, requests, test } from "./fixtures";

const sent = async (page: Page) =>
  (await requests(page)).filter((it) => it.kind === "check_out" || it.kind === "administer").map((it) => it.request);

async function accessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await findings(page), `${what}, light`).toEqual([]);
  await page.screenshot({ path: `test-results/${what}-light.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await findings(page, ["color-contrast"]), `${what}, dark`).toEqual([]);
  await page.screenshot({ path: `test-results/${what}-dark.png`, fullPage: true });
  await page.setViewportSize({ width: 320, height: 480 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    `${what} is too wide`,
  ).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `test-results/${what}-narrow.png`, fullPage: true });
  await page.setViewportSize({ width: 760, height: 600 });
}

test.describe("taking a product along", () => {
  test("asks for how many days, and sends what was chosen", async ({ page }) => {
    await open(page, "can-work", "licences");
    await page.getByRole("button", { name: "Check out for offline use…: Bridge Modeler" }).click();
    const dialog = page.getByRole("dialog", { name: "Check out Bridge Modeler for offline use?" });
    const days = dialog.getByLabel("For how many days?");
    await expect(days).toHaveValue("14");
    await accessible(page, "take-along");
    for (const wrong of ["0", "31", "", "1.5"]) {
      await days.fill(wrong);
      await dialog.getByRole("button", { name: "Send request" }).click();
      await expect(dialog.getByRole("alert")).toHaveText("Enter a whole number from 1 to 30.");
      await expect(days).toBeFocused();
    }
    expect(await sent(page)).toEqual([]);
    await days.fill("30");
    await dialog.getByRole("button", { name: "Send request" }).click();
    await expect(dialog).toHaveCount(0);
    expect(await sent(page)).toEqual([{ kind: "ask", product: "bridge-modeler", days: 30 }]);
  });

  test("goes by file where the service cannot be asked", async ({ page }) => {
    await open(page, "checked-out-offline", "licences");
    await page.getByRole("button", { name: "Check out by file…: Terrain Viewer" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save request" }).click();
    await page.getByRole("button", { name: "Return by file: Bridge Modeler" }).click();
    await expect(page.getByRole("dialog")).toContainText("a file is saved that tells the service so");
    await page.getByRole("dialog").getByRole("button", { name: "Return Bridge Modeler" }).click();
    expect(await sent(page)).toEqual([
      { kind: "save_request", product: "terrain-viewer", days: 14 },
      { kind: "save_return", id: "out-bridge-modeler-checked_out" },
    ]);
  });

  test("is not offered for what is taken along already or waits", async ({ page }) => {
    await open(page, "checked-out", "licences");
    await expect(page.getByRole("button", { name: /^Check out for offline use…: Terrain/ })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Check out for offline use…: Bridge/ })).toHaveCount(0);
    await open(page, "check-out-waits", "licences");
    await expect(page.getByRole("button", { name: /^Check out for offline use…: Bridge/ })).toHaveCount(0);
  });

  test("says until when it is checked out, and asks before it is returned", async ({ page }) => {
    await open(page, "checked-out", "licences");
    await expect(page.getByText("Checked out until 27 May")).toBeVisible();
    await page.getByRole("button", { name: "Return: Bridge Modeler" }).click();
    await expect(page.getByRole("button", { name: "Keep it" })).toBeFocused();
    await accessible(page, "give-back");
    await page.getByRole("button", { name: "Keep it" }).click();
    expect(await sent(page)).toEqual([]);
    await page.getByRole("button", { name: "Return: Bridge Modeler" }).click();
    await page.getByRole("button", { name: "Return Bridge Modeler", exact: true }).click();
    await page.getByRole("button", { name: "Save a licence file: Terrain Viewer" }).click();
    expect(await sent(page)).toEqual([
      { kind: "return", id: "out-bridge-modeler-checked_out" },
      { kind: "save_licences", id: "out-terrain-viewer-checked_out" },
    ]);
  });

  test("takes a wish back, and shows why one was declined", async ({ page }) => {
    await open(page, "check-out-waits", "licences");
    await page.getByRole("button", { name: "Cancel request: Bridge Modeler" }).click();
    expect(await sent(page)).toEqual([{ kind: "withdraw", id: "out-bridge-modeler-asked" }]);
    await open(page, "check-out-declined", "licences");
    await expect(page.getByText("Please take the train with Wi-Fi.")).toBeVisible();
    await expect(page.getByText("Old Bridge Ltd ended it on Wed 13 May.")).toBeVisible();
  });
});

test.describe("a file that was carried here", () => {
  const file = (name: string, text: string | Buffer) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

  test("is read and handed over, the same one twice", async ({ page }) => {
    await open(page, "can-work", "licences");
    for (const round of [1, 2]) {
      if (round === 1) await page.getByRole("button", { name: "Details" }).click();
      const chooser = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Open a file…" }).click();
      await (await chooser).setFiles(file("licences.json", '{"schema":"x","name":"Zoë"}'));
      await expect.poll(async () => (await sent(page)).length).toBe(round);
      // Nobody chooses a file twice within the time of a double click.
      await page.clock.fastForward(1000);
    }
    expect(await sent(page)).toEqual(Array(2).fill({ kind: "open_file", text: '{"schema":"x","name":"Zoë"}' }));
  });

  test("is refused at once where it is too large", async ({ page }) => {
    await open(page, "can-work", "licences");
    await page.locator("input[type=file]").setInputFiles(file("large.json", Buffer.alloc(2 * 1024 * 1024 + 1, 32)));
    await expect(page.getByRole("alert")).toContainText("It is larger than 2 MiB");
    expect(await sent(page)).toEqual([]);
  });
});

test.describe("an administrator", () => {
  test("allows for other days than were asked for", async ({ page }) => {
    await open(page, "inbox-check-outs", "requests");
    await expect(page.getByText("on a computer that calls itself “ana-laptop”").first()).toBeVisible();
    await page.getByRole("button", { name: "Allow…: Ana Costa, Terrain Viewer" }).click();
    const dialog = page.getByRole("dialog", { name: "Let Ana Costa check out Terrain Viewer?" });
    await expect(dialog.getByLabel("For how many days?")).toHaveValue("14");
    await accessible(page, "allow-check-out");
    await dialog.getByLabel("For how many days?").fill("7");
    await dialog.getByRole("button", { name: "Allow" }).click();
    expect(await sent(page)).toEqual([{ kind: "allow_check_out", id: "out-terrain-viewer-asked-of-ana-costa", days: 7 }]);
  });

  test("declines with a reason, and not without", async ({ page }) => {
    await open(page, "inbox-check-outs", "requests");
    await page.getByRole("button", { name: "Decline…: Piet Jansen, Bridge Modeler" }).click();
    const dialog = page.getByRole("dialog", { name: "Decline the request of Piet Jansen?" });
    await dialog.getByRole("button", { name: "Decline request" }).click();
    await expect(dialog).toBeVisible();
    await accessible(page, "decline-check-out");
    await dialog.getByRole("textbox").fill("Stay here.");
    await dialog.getByRole("button", { name: "Decline request" }).click();
    expect(await sent(page)).toEqual([{ kind: "decline_check_out", id: "out-bridge-modeler-asked-of-piet-jansen", reason: "Stay here." }]);
  });

  test("ends one from the person's card, after a question", async ({ page }) => {
    await open(page, "person-check-outs", "people");
    await page.getByRole("button", { name: "End…: Ana Costa, Bridge Modeler" }).click();
    await expect(page.getByRole("button", { name: "Leave it" })).toBeFocused();
    await accessible(page, "end-check-out");
    await page.getByRole("button", { name: "End check-out" }).click();
    expect(await sent(page)).toEqual([{ kind: "end_check_out", id: "out-bridge-modeler-checked_out-of-ana-costa" }]);
  });

  test("is told what removing somebody leaves behind", async ({ page }) => {
    await open(page, "person-check-outs", "people");
    await expect(page.getByText("A licence is checked out to a computer of Ana Costa.")).toBeVisible();
    await page.getByRole("button", { name: "End the check-out of Bridge Modeler" }).click();
    await expect(page.getByRole("dialog", { name: "End the check-out of Bridge Modeler?" })).toBeVisible();
  });

  test("counts wishes with everything else that waits", async ({ page }) => {
    await open(page, "inbox-check-outs");
    await expect(page.getByRole("link", { name: /^Requests\s+3 wait for you$/ })).toBeVisible();
    await go(page, "requests");
    await expect(page.getByRole("heading", { name: "Offline licences" })).toBeVisible();
  });
});
