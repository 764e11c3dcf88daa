// Sentences that stand in two places of one screen are shown in one of them.

/** What a text says after what stands there already; the whole text where it begins otherwise, or says nothing more. */
export function after(text: string, already: string | null): string {
  if (!already || !text.startsWith(already)) return text;
  return text.slice(already.length).trim() || text;
}
