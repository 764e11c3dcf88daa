// Every recorded state, on every screen, in light and dark: complete, accessible, reflowing. Pictures to look at are of the gallery.
import type { Overview, PersonCardView, WhyView } from "../src/platform/contract";
import { expect, findings, go, open, type Page, recordedState, screensOfState, states, test } from "./fixtures";

/** What a screen says in each language whatever the state is: the labels do not stand in the overview. */
const navigation: Record<string, string[]> = {
  en: ["Home", "Licences", "Settings"],
  de: ["Start", "Lizenzen", "Einstellungen"],
  es: ["Inicio", "Licencias", "Configuración"],
};
const administrators: Record<string, string[]> = {
  en: ["Requests", "People"],
  de: ["Anfragen", "Personen"],
  es: ["Solicitudes", "Personas"],
};
/** The entries in order; an administrator's stand before the last. */
function entriesOf(overview: Overview): string[] {
  const all = [...(navigation[overview.language] ?? [])];
  if (overview.admin) all.splice(2, 0, ...(administrators[overview.language] ?? []));
  return all;
}
/** Everything that stands behind an answer. */
const whyOf = (why: WhyView): string[] => [...why.steps.map((step) => `${step.mark}: ${step.text}`), ...(why.fix ? [why.fix.line] : [])];
/** What a card offers: nobody is locked a second time. */
const actionsOf = ({ actions, lines }: PersonCardView) => {
  const locked = lines.some((line) => line.id === "unlock" && !line.done);
  return actions.filter(({ request }) => !(locked && request.kind === "administer" && request.request.kind === "lock"));
};
const flat = (text: string) => text.replace(/\s+/g, " ");

test("there are recorded states", () => {
  expect(states.length).toBeGreaterThan(0);
});

test("there are recorded states in every language", () => {
  expect([...new Set(states.map((name) => recordedState(name).language))].sort()).toEqual(Object.keys(navigation).sort());
});

for (const name of states) {
  const overview = recordedState(name);
  const screens = screensOfState(name, overview);

  test(`${name} says what its overview says`, async ({ page }) => {
    await open(page, name);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(overview.headline.text);
    const { primary } = overview.headline;
    if (primary) await expect(page.locator("main header").getByRole("button", { name: primary.label, exact: true })).toBeVisible();
    if (overview.problem) {
      const { what, why, do: steps } = overview.problem;
      for (const sentence of [what, why, ...steps.map((it) => it.text)]) await expect(page.getByRole("alert")).toContainText(sentence);
    }
    expect(
      (await page.locator("nav a").allTextContents()).map((it) =>
        flat(it)
          .trim()
          .replace(/ \d.*$/, ""),
      ),
    ).toEqual(entriesOf(overview));
    const sentences = [
      overview.headline.detail,
      overview.request?.summary,
      overview.request?.declineReason,
      overview.notice,
      overview.session.thisSessionOnly,
      overview.refresh.phaseText,
      ...(overview.request?.blockers ?? []),
      // First sentences of these may stand in the headline.
      ...(overview.journey?.lines.flatMap((line) => [line.title, ...(line.detail?.split(/(?<=\.) /) ?? [])]) ?? []),
      ...overview.offers.flatMap((offer) => [offer.title, ...offer.detail.split(/(?<=\.) /), ...offer.comesWith]),
      ...overview.history.flatMap((past) => [past.summary, past.reason]),
      ...(overview.arrival
        ? [overview.arrival.missing, overview.arrival.action.label, ...overview.arrival.ready.flatMap((it) => [it.name, it.until])]
        : []),
      ...overview.asks.flatMap((ask) => [ask.summary, ask.note, ask.declineReason, ...ask.actions.map((it) => it.label)]),
      overview.leave?.text,
      overview.case?.text,
      overview.case?.answer,
    ];
    const shown = flat((await page.locator("body").textContent()) ?? "");
    for (const sentence of sentences) if (sentence) expect(shown).toContain(flat(sentence));

    if (overview.admin) {
      const { inbox, people, licences } = overview.admin;
      const sentencesByScreen = [
        [
          "requests",
          [
            ...inbox.items.filter((it) => it.open).flatMap((it) => [it.title, it.stateText]),
            ...inbox.asks
              .filter((it) => it.open)
              .flatMap((it) => [it.title, it.stateText, it.note, ...it.actions.map((action) => action.label)]),
            ...inbox.approvals.map((it) => it.text),
            ...inbox.checkOuts
              .filter((it) => it.state === "asked")
              .flatMap((it) => [it.title, it.text, it.stateText, ...it.actions.map((action) => action.label)]),
          ],
        ],
        [
          "people",
          [
            ...(people.card
              ? [people.card.verdict, people.card.detail, people.card.email, ...actionsOf(people.card).map((it) => it.label)]
              : [people.empty]),
            ...(people.card?.checkOuts.flatMap((it) => [it.text, it.stateText]) ?? []),
            ...(people.card?.rights.flatMap((it) => [it.name, it.label, it.why, ...whyOf(it.explanation)]) ?? []),
            ...(people.card?.lines.flatMap((line) => [line.title, line.state, line.detail]) ?? []),
            ...(people.card?.removal?.blockers.flatMap((it) => [it.text, ...it.actions.map((action) => action.label)]) ?? []),
            ...people.list.flatMap((it) => [it.name, it.email, it.role, it.state]),
            ...people.offers.flatMap((it) => [it.email, it.text]),
            ...people.removed.flatMap((it) => [it.name, it.text, it.action.label]),
            ...(licences && !people.card && people.query === ""
              ? [
                  licences.text,
                  licences.copy?.label,
                  ...licences.items.flatMap((it) => [it.ending.name, it.ending.ends, it.ending.grace, it.seatsText, it.peopleText]),
                  ...licences.seats.flatMap((it) => [it.name, it.text]),
                ]
              : []),
          ],
        ],
      ] as const;
      for (const [screen, sentencesThere] of sentencesByScreen) {
        await go(page, screen);
        const text = flat((await page.locator("main").textContent()) ?? "");
        for (const sentence of sentencesThere) if (sentence) expect(text).toContain(flat(sentence));
      }
      return;
    }

    await go(page, "licences");
    await expect(page.locator("h1")).toHaveText(overview.licences.headline);
    const { forecast } = overview.licences;
    const { here, waiting, elsewhere, past } = overview.licences.checkOuts;
    const listed = flat((await page.locator("main").textContent()) ?? "");
    for (const it of [...here, ...waiting, ...elsewhere, ...past]) {
      for (const sentence of [it.name, it.text, it.reason, ...it.actions.map((action) => action.label)])
        if (sentence) expect(listed).toContain(flat(sentence));
    }
    for (const sentence of [forecast?.text, ...(forecast?.items.flatMap((it) => [it.name, it.ends, it.grace]) ?? [])])
      if (sentence) expect(listed).toContain(flat(sentence));
    for (const product of overview.licences.products) await expect(page.getByText(product.name, { exact: true }).first()).toBeVisible();
    const licences = flat((await page.locator("main").textContent()) ?? "");
    for (const product of overview.licences.products)
      for (const sentence of whyOf(product.explanation)) expect(licences).toContain(flat(sentence));
  });

  test(`${name} is accessible in light and dark, and fits 320 pixels with targets of 32`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await open(page, name, "home", { settings: { ...overview.settings, theme: "system" } });
    for (const screen of screens) {
      await go(page, screen);
      await expect(page.locator("h1")).toHaveCount(1);
      await expect(page.locator("html")).toHaveAttribute("lang", overview.language);
      expect(await page.title()).toMatch(/^\S.* – Domicile$/);
      await unfold(page);
      for (const [scheme, rules] of [
        ["light", undefined],
        // Only contrast can differ from light.
        ["dark", ["color-contrast"]],
      ] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        expect(await findings(page, rules as string[] | undefined), `${name}, ${screen}, ${scheme}`).toEqual([]);
      }
    }
    await page.setViewportSize({ width: 320, height: 480 });
    for (const screen of screens) {
      await go(page, screen);
      await unfold(page);
      const { wide, small } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        small: [...document.querySelectorAll("button, nav a, summary, label:has(input), input, select, textarea")]
          .map((it) => ({ text: it.textContent.trim(), type: (it as HTMLInputElement).type, box: it.getBoundingClientRect() }))
          // A radio button or a check box is pressed by its label.
          .filter(({ type, box }) => type !== "radio" && type !== "checkbox" && box.width > 0 && (box.height < 32 || box.width < 32))
          .map(({ text }) => text),
      }));
      expect(wide, `pixels that ${name}, ${screen} is too wide`).toBeLessThanOrEqual(0);
      expect(small, `too small targets of ${name}, ${screen}`).toEqual([]);
    }
  });
}

async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.querySelectorAll<HTMLElement>('button[aria-expanded="false"]').forEach((it) => it.click());
    document.querySelectorAll("details").forEach((it) => (it.open = true));
  });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(null))));
}
