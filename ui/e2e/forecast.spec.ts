// What ends soon: a drawing for the eye, the same as a table for everybody, and nothing of it where nothing ends.
import { expect, open, recordedState, requests, test } from "./fixtures";

test("what ends on this computer is a table with a caption and headers, and the drawing is none of it", async ({ page }) => {
  await open(page, "licences-end", "licences");
  const table = page.getByRole("table", { name: "What ends in the next 90 days, soonest first" });
  await expect(table.getByRole("columnheader")).toHaveText(["Product", "Contract ends", "With grace until"]);
  await expect(table.getByRole("rowheader")).toHaveText(["Archive Reader", "Bridge Modeler", "Rail Designer"]);
  await expect(table.getByRole("row").nth(2).getByRole("cell")).toHaveText(["26 May, in 12 days", "9 June, in 26 days"]);
  await expect(table.locator("time").nth(2)).toHaveAttribute("datetime", "2026-05-26T23:59:59Z");
  await expect(page.locator("main [aria-hidden=true] rect.contract")).toHaveCount(3);
  const widths = await page.locator("rect.contract").evaluateAll((all) => all.map((it) => Number(it.getAttribute("width"))));
  expect(widths[0], "its contract is over").toBe(0);
  expect(widths[2], "78 of 90 days").toBeCloseTo(86.7, 1);
});

test("where nothing ends there is a sentence, and neither table nor drawing", async ({ page }) => {
  for (const [state, screen, text] of [
    ["can-work", "licences", "Nothing ends in the next 90 days."],
    ["people-licences-calm", "people", "No licence of Old Bridge Ltd ends in the next 90 days."],
  ] as const) {
    await open(page, state, screen);
    await expect(page.getByText(text)).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
    await expect(page.locator("main svg rect.contract")).toHaveCount(0);
  }
  await open(page, "no-policy", "licences");
  await expect(page.getByText("90 days"), "without licences nothing can end").toHaveCount(0);
});

test("an administrator reads whom it hits, and copies a text for the buyer in the buyer's language", async ({ page }) => {
  await open(page, "people-licences", "people");
  const section = page.getByRole("region", { name: "Licences of Old Bridge Ltd" });
  await expect(section.getByText("Named licences: Ana Costa, Piet Jansen.")).toBeVisible();
  await section.getByRole("combobox").selectOption("de");
  await section.getByRole("button", { name: "Copy text for the buyer" }).click();
  expect(await requests(page)).toContainEqual({ kind: "administer", request: { kind: "copy_for_buyer", language: "de" } });
  const seats = section.getByRole("list", { name: "Seats" }).getByRole("listitem");
  await expect(seats).toHaveCount(recordedState("people-licences").admin?.licences?.seats.length ?? 0);
  await expect(seats.nth(2)).toContainText("3 seats are assigned to people, but the account owns 2.");
});

test("whoever looks for somebody sees people, not licences", async ({ page }) => {
  await open(page, "people-licences", "people");
  await page.getByRole("searchbox").fill("ana");
  await expect(page.getByRole("region", { name: "Licences of Old Bridge Ltd" })).toHaveCount(0);
});
