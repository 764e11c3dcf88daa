// What a line never ends inside of: a day with its month, a code, an e-mail address or a path between its marks.
import { type Language, language } from "../i18n/language.svelte";
import { t } from "../i18n/words";

/** A piece of a sentence: words that wrap as they like, something that stays in one line, or an address with its pieces. */
export type Piece = { kind: "words" | "whole" | "address"; text: string };

/** A path of a file, absolute, or a web address. */
const path = String.raw`(?<![^\s(„“”"«])(?:https?:\/\/|[A-Z]:\\|\/)[^\s<>()„“”«»",;]*[^\s<>()„“”«»",;.:!?]`;
const address = String.raw`[^\s@<>()„“”«»"',;]+@[^\s@<>()„“”«»"',;]*[^\s@<>()„“”«»"',;.:!?]`;
/** Groups of capitals and digits with hyphens between them: what people read letter by letter. */
const code = String.raw`\b[A-Z0-9]+(?:-[A-Z0-9]+)+\b`;
const patterns = new Map<Language, RegExp>();

/** "13 May", "13. Mai", "13 de mayo", a code or an address, in the language of the window. */
function pattern(): RegExp {
  const spoken = language();
  let found = patterns.get(spoken);
  if (!found) {
    const months = Array.from({ length: 12 }, (_, index) => t("month-name", { month: index + 1 })).join("|");
    found = new RegExp(String.raw`(${address}|${path})|${code}|\b\d{1,2}\.? (?:de )?(?:${months})\b`, "gu");
    patterns.set(spoken, found);
  }
  return found;
}

/** The pieces of an address or a path: a line may end before the @, each dot and each slash, nowhere else. */
export function addressPieces(text: string): string[] {
  return text.split(/(?=[@.]|(?<![:/])[/\\])/).filter((piece) => piece !== "");
}

export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of sentence.matchAll(pattern())) {
    if (found.index > from) pieces.push({ kind: "words", text: sentence.slice(from, found.index) });
    pieces.push({ kind: found[1] ? "address" : "whole", text: found[0] });
    from = found.index + found[0].length;
  }
  if (from < sentence.length) pieces.push({ kind: "words", text: sentence.slice(from) });
  return pieces;
}
