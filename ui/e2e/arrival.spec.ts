// The end of a move: one screen that welcomes, and goes away when it is put away.
import { expect, open, requests, test } from "./fixtures";

test("whoever has moved reads what is ready, whom to ask and how to write to them, and puts it away", async ({ page }) => {
  await open(page, "arrived");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome to Northwind Rail");
  const ready = page.getByRole("region", { name: "Ready now" }).getByRole("listitem");
  await expect(ready).toHaveText([/Rail Designer\s*until 31 December/, /Terrain Viewer\s*no end/]);
  await page.getByRole("button", { name: "Write e-mail to Nora Lindqvist" }).click();
  expect((await requests(page)).at(-1)).toEqual({
    kind: "write_email",
    email: "nora.lindqvist@northwind.example.com",
    message: "new-admin",
  });
  await expect(page.getByRole("heading", { name: /^Your administrators/ }), "once, in the welcome").toHaveCount(1);
  await expect(page.getByRole("region", { name: "Is something missing?" })).toContainText("ask Nora Lindqvist");
  await page.getByRole("button", { name: "Got it" }).click();
  expect((await requests(page)).at(-1)).toEqual({ kind: "dismiss_arrival" });
  await expect(page.getByRole("region", { name: "Ready now" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: /^Your administrators/ })).toHaveCount(1);
});

test("nobody else is welcomed", async ({ page }) => {
  for (const state of ["can-work", "refreshed", "added-refresh-now", "left-locked"]) {
    await open(page, state);
    await expect(page.getByText("Welcome to"), state).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Ready now" }), state).toHaveCount(0);
  }
});
