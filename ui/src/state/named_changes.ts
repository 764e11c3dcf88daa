// What an administrator changes by one press and can take back by another: what to call it once it is done, and what takes it back. Known
// from the card that is open; whatever is changed elsewhere is confirmed in the overview's own words.
import { language } from "../i18n/language.svelte";
import { t } from "../i18n/words";
import type { AdminRequest, Overview, PersonCardView, Request } from "../platform/contract";

export interface NamedChange {
  /** "Ana Costa has the role Download now." */
  text: string;
  /** What takes it back. */
  undo: Request;
  /** Whether this overview shows that it is done. */
  done: (overview: Overview) => boolean;
}

const administer = (request: AdminRequest): Request => ({ kind: "administer", request });
const cardOf = (user: string, overview: Overview): PersonCardView | null => {
  const card = overview.admin?.people.card;
  return card?.user === user ? card : null;
};
const rolesOf = (card: PersonCardView): string[] => card.roles.filter((it) => it.chosen).map((it) => it.id);
const isLocked = (card: PersonCardView): boolean => card.lines.some((line) => line.id === "unlock" && !line.done);

/** The name of this change and its way back; `null` where it has none. */
export function namedChange(request: Request, overview: Overview): NamedChange | null {
  if (request.kind !== "administer") return null;
  const asked = request.request;
  if (asked.kind !== "set_roles" && asked.kind !== "set_country" && asked.kind !== "lock" && asked.kind !== "unlock") return null;
  const { user } = asked;
  const card = cardOf(user, overview);
  if (!card) return null;
  const name = card.name ?? card.email;
  const shows = (holds: (card: PersonCardView) => boolean) => (next: Overview) => {
    const now = cardOf(user, next);
    return now !== null && holds(now);
  };
  switch (asked.kind) {
    case "set_roles": {
      const before = rolesOf(card);
      const text = rolesText(name, card, before, asked.roles);
      if (text === null) return null;
      const wanted = [...asked.roles].sort().join();
      return {
        text,
        undo: administer({ kind: "set_roles", user, roles: before }),
        done: shows((now) => [...rolesOf(now)].sort().join() === wanted),
      };
    }
    case "set_country": {
      const chosen = (of: PersonCardView) => of.countries.find((it) => it.chosen)?.id ?? "";
      const wanted = asked.country ?? "";
      const label = card.countries.find((it) => it.id === wanted)?.label ?? wanted;
      return {
        text: wanted === "" ? t("ui-changed-country-rule", { name }) : t("ui-changed-country", { name, country: label }),
        undo: administer({ kind: "set_country", user, country: chosen(card) || null }),
        done: shows((now) => chosen(now) === wanted),
      };
    }
    case "lock":
      return {
        text: t("ui-changed-locked", { name }),
        undo: administer({ kind: "unlock", user, lock: "administrator" }),
        done: shows(isLocked),
      };
    case "unlock":
      return {
        text: t("ui-changed-unlocked", { name }),
        undo: administer({ kind: "lock", user, because: null }),
        // Under a second lock they are not unlocked, and it is not said.
        done: shows((now) => !isLocked(now)),
      };
  }
}

function rolesText(name: string, card: PersonCardView, before: readonly string[], after: readonly string[]): string | null {
  const list = new Intl.ListFormat(language(), { type: "conjunction" });
  const inWords = (ids: string[]) => list.format(ids.map((id) => card.roles.find((it) => it.id === id)?.label ?? id));
  const given = after.filter((it) => !before.includes(it));
  const taken = before.filter((it) => !after.includes(it));
  if (given.length > 0 && taken.length > 0) return t("ui-changed-roles-both", { name, given: inWords(given), taken: inWords(taken) });
  if (given.length > 0) return t("ui-changed-roles-given", { name, roles: inWords(given), count: given.length });
  if (taken.length > 0) return t("ui-changed-roles-taken", { name, roles: inWords(taken), count: taken.length });
  return null;
}
