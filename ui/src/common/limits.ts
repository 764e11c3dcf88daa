// How long words to other people may be: counted in characters as people see code points, not in UTF-16 units.

/** The most characters of a reason, a note, or a text for support. */
export const MAX_TEXT_LENGTH = 500;

/** The most characters of the name of a place: one line. */
export const MAX_LABEL_LENGTH = 80;

/** The largest file that is read, in bytes: as large as any that Domicile saves. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

/** The most days of a check-out. */
export const MAX_CHECK_OUT_DAYS = 30;

/** Whether a check-out can last so many days. */
export function isCheckOutLength(days: number | null): days is number {
  return days !== null && Number.isInteger(days) && days >= 1 && days <= MAX_CHECK_OUT_DAYS;
}

/** How many characters may still be typed; negative where there are too many. */
export function charactersLeft(text: string): number {
  return MAX_TEXT_LENGTH - [...text].length;
}
