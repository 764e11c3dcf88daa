// How long words to other people may be: counted in characters as people see code points, not in UTF-16 units.

/** The most characters of a reason, a note, or a text for support. */
export const LONGEST = 500;

/** How many characters may still be typed; negative where there are too many. */
export function charactersLeft(text: string): number {
  return LONGEST - [...text].length;
}
