// How long words to other people may be: counted in characters as people see code points, not in UTF-16 units.

/** The most characters of a reason, a note, or a text for support. */
export const LONGEST = 500;

/** The largest file that is read, in bytes: as large as any that Domicile saves. */
export const LARGEST_FILE = 2 * 1024 * 1024;

/** The most days of a check-out. */
export const LONGEST_CHECK_OUT = 30;

/** Whether a check-out can last so many days. */
export function isCheckOutLength(days: number | null): days is number {
  return days !== null && Number.isInteger(days) && days >= 1 && days <= LONGEST_CHECK_OUT;
}

/** How many characters may still be typed; negative where there are too many. */
export function charactersLeft(text: string): number {
  return LONGEST - [...text].length;
}
