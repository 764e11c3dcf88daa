// Sentences that stand in two places of one screen are shown in one of them.

/** What a text says after what was said already; the whole text where it begins otherwise, or says nothing more. */
export function after(text: string, said: string | null): string {
  if (!said || !text.startsWith(said)) return text;
  return text.slice(said.length).trim() || text;
}
