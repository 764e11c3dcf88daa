// Which language the window speaks: the one of the newest overview; until there is one, the web view's own.
export const languages = ["en", "de", "es"] as const;
export type Language = (typeof languages)[number];

/** The first of the preferred languages that there are labels in; English where there is none. */
export function negotiate(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languages.find((it) => it === tag.toLowerCase().split(/[-_]/)[0]);
    if (found) return found;
  }
  return "en";
}

let spoken = $state<Language>(negotiate(navigator.languages));

/** The language of every label; whatever shows one follows it when it changes. */
export function language(): Language {
  return spoken;
}

/** From now on every label is in this language (a BCP 47 tag). */
export function speak(tag: string): void {
  spoken = negotiate([tag]);
}
