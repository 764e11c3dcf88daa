// What every test of the window starts from: the built files on a free port of this computer, under the content security policy of the
// app, with the network cut off, and nothing said on the console.
import { test as base, expect, type Page } from "@playwright/test";
import axe from "axe-core";
import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Overview, Request } from "../src/platform/contract";
import type { Recorded } from "../src/platform/recorded";

export { expect, type Page };

const root = new URL("..", import.meta.url).pathname;
const files = join(root, "dist-recorded");
const policy = (JSON.parse(readFileSync(join(root, "../src-tauri/tauri.conf.json"), "utf8")) as { app: { security: { csp: string } } }).app
  .security.csp;
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Names of the recorded states. */
export const states = readdirSync(join(root, "recorded"))
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(/\.json$/, ""));

/** A recorded overview, as the service's own view functions wrote it. */
export function recordedState(name: string): Overview {
  return JSON.parse(readFileSync(join(root, "recorded", `${name}.json`), "utf8")) as Overview;
}

/** The screens that a state is about: an administrator's states were recorded for theirs alone. */
export function screensOfState(name: string, overview: Overview): string[] {
  if (overview.admin) return [name.startsWith("inbox") ? "requests" : "people"];
  return ["home", "licences", "settings", ...(overview.removal ? ["leave"] : [])];
}

/** Two minutes after the facts, so that "as of" reads the same every time. */
export function clockOf(overview: Overview): Date {
  return new Date(Date.parse(overview.asOf ?? "2026-05-14T09:14:02Z") + 2 * 60_000);
}

export const test = base.extend<{ complaints: string[] }, { site: string }>({
  site: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
    async ({}, use) => {
      const server = createServer((request, response) => {
        const path = normalize(new URL(request.url ?? "/", "http://local").pathname);
        const file = join(files, path === "/" ? "index.html" : path);
        readFile(file).then(
          (content) => {
            response.writeHead(200, {
              "content-type": types[extname(file)] ?? "application/octet-stream",
              "content-security-policy": policy,
            });
            response.end(content);
          },
          () => response.writeHead(404).end(),
        );
      });
      await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
    { scope: "worker" },
  ],
  baseURL: async ({ site }, use) => use(site),
  // Errors on the console (a policy violation is one) and requests to anywhere else fail the test.
  complaints: [
    async ({ page, site }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      // The app freezes it too (`freezePrototype`); a library that writes to it would fail there.
      await page.addInitScript(() => Object.freeze(Object.prototype));
      await page.route(
        (url) => url.origin !== site && url.protocol !== "data:",
        (route) => {
          complaints.push(`asked for ${route.request().url()}`);
          return route.abort();
        },
      );
      await use(complaints);
      expect(complaints, "the console and the network stay silent").toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens the window in a recorded state, with its clock a little after the facts. */
export async function open(page: Page, name: string, screen = "home", change: Partial<Overview> = {}): Promise<void> {
  await page.clock.setFixedTime(clockOf(recordedState(name)));
  await page.goto(`/?state=${name}#${screen}`);
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.getByText("Just a moment")).toHaveCount(0);
  if (Object.keys(change).length > 0) await show(page, change);
}

/** Goes to another screen of the window that is open. */
export async function go(page: Page, screen: string): Promise<void> {
  await page.evaluate((name) => (window.location.hash = name), screen);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(null))));
}

/** Shows another overview, as the controller would. */
export async function show(page: Page, change: Partial<Overview>): Promise<void> {
  await page.evaluate((given) => (window as { recorded?: Recorded }).recorded?.show(given), change);
}

/** Everything the window has asked of the controller so far. */
export async function requests(page: Page): Promise<Request[]> {
  return page.evaluate(() => (window as { recorded?: Recorded }).recorded?.requests ?? []);
}

const everyRule = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds, of any impact: a line each. `rules` narrows it to what may differ. */
export async function findings(page: Page, rules = everyRule): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { axe: checker } = window as unknown as { axe: typeof import("axe-core") };
    const result = await checker.run(document, { runOnly, resultTypes: ["violations"] });
    return result.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.impact}: ${rule.id}: ${rule.help}: ${node.html} ${node.failureSummary}`),
    );
  }, rules);
}
