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

/** The window of a worker, and what it complained of. */
interface Watched {
  page: Page;
  complaints: string[];
}

/** Errors on the console (a policy violation is one) and requests to anywhere else. */
async function watch(page: Page, site: string): Promise<Watched> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  // The app freezes it too (`freezePrototype`); a library that writes to it would fail there.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  // Not by `page.route`, which has every request of every page go through this process, and the browser without its cache.
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== site && protocol !== "data:") complaints.push(`asked for ${request.url()}`);
  });
  return { page, complaints };
}

export const test = base.extend<{ complaints: string[] }, { site: string; watched: Watched }>({
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
              // The name of an asset is made of what is in it.
              ...(path.startsWith("/assets/") ? { "cache-control": "max-age=31536000, immutable" } : {}),
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
  // One window for all tests of a worker: a cold one takes a second to show its first page, and axe two to look at it. The app keeps nothing
  // in the browser, so that a page of one's own is a beginning; a test that fails ends its worker, and the window with it.
  watched: [
    async ({ browser, site }, use, { project }) => {
      const { viewport, locale, timezoneId } = project.use;
      const page = await browser.newPage({ baseURL: site, viewport, locale, timezoneId });
      await use(await watch(page, site));
      await page.close();
    },
    { scope: "worker" },
  ],
  page: async ({ watched: { page } }, use) => {
    await page.goto("about:blank");
    await usualSize(page);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference", forcedColors: "none" });
    await page.mouse.move(-1, -1);
    await use(page);
  },
  complaints: [
    async ({ watched: { complaints } }, use) => {
      complaints.length = 0;
      await use(complaints);
      expect(complaints, "the console and the network stay silent").toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens the window in a recorded state, with its clock a little after the facts. */
export async function open(page: Page, name: string, screen = "home", change: Partial<Overview> = {}): Promise<void> {
  await setTime(page, clockOf(recordedState(name)));
  await page.goto(`/?state=${name}#${screen}`);
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.getByText("Just a moment")).toHaveCount(0);
  if (Object.keys(change).length > 0) await show(page, change);
}

/** What the clock of each window shows. */
const times = new WeakMap<Page, number>();

/** Sets the clock where it shows something else: the browser sets anew, with every page that it opens, all that was ever set. */
export async function setTime(page: Page, time: Date): Promise<void> {
  if (times.get(page) === time.getTime()) return;
  await page.clock.setFixedTime(time);
  times.set(page, time.getTime());
}

/** The size that the window has at first. */
export async function usualSize(page: Page): Promise<void> {
  const { viewport } = test.info().project.use;
  if (viewport) await page.setViewportSize(viewport);
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

/** What axe has looked at in this worker without finding anything. */
const clean = new Set<string>();

/** Everything that a finding can depend on: many states show the same settings, and need not be looked at again. */
async function looks(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>("input, select, textarea")].map((it) => [it.value, it.checked]);
    const media = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-reduced-motion)"].map(
      (it) => matchMedia(it).matches,
    );
    const focus = [...document.querySelectorAll("*")].indexOf(document.activeElement ?? document.body);
    return JSON.stringify([innerWidth, innerHeight, media, focus, fields, document.title, document.documentElement.outerHTML]);
  });
}

/** What axe finds, of any impact: a line each. `rules` narrows it to what may differ. */
export async function findings(page: Page, rules = everyRule): Promise<string[]> {
  const seen = `${rules.join()} ${await looks(page)}`;
  if (clean.has(seen)) return [];
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (runOnly) => {
    const { axe: checker } = window as unknown as { axe: typeof import("axe-core") };
    const result = await checker.run(document, { runOnly, resultTypes: ["violations"] });
    return result.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.impact}: ${rule.id}: ${rule.help}: ${node.html} ${node.failureSummary}`),
    );
  }, rules);
  if (found.length === 0) clean.add(seen);
  return found;
}
