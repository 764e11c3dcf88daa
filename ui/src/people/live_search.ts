// Looking for people while somebody types: what is typed goes out when they pause. Parts of names are cheap to look for; whole addresses are
// counted by the service, so those wait for a longer pause, and half an address is looked for by what stands before the @.

/** So long nobody types before people of the account are looked for. */
export const PAUSE = 250;
/** So long nobody types before a whole address is looked up. */
export const ADDRESS_PAUSE = 900;

/** Whether this can be a whole address: something before the @, and after it a domain with an ending. */
export function isWholeAddress(text: string): boolean {
  return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@.,;<>]{2,}$/.test(text);
}

/** What is asked for when this was typed. */
export function queryOf(typed: string): string {
  const text = typed.trim();
  if (!text.includes("@") || isWholeAddress(text)) return text;
  return text.slice(0, text.indexOf("@")).trim();
}

export class LiveSearch {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #send: (query: string) => void;

  constructor(send: (query: string) => void) {
    this.#send = send;
  }

  /** Something was typed: it is looked for after a pause, an emptied field at once. `current` is what was looked for last. */
  type(typed: string, current: string): void {
    this.stop();
    const query = queryOf(typed);
    if (query === current) return;
    if (query === "") return this.#send("");
    this.#timer = setTimeout(() => this.#send(query), isWholeAddress(query) ? ADDRESS_PAUSE : PAUSE);
  }

  /** It is looked for without a pause: Enter was pressed, or a whole address pasted. */
  now(typed: string): void {
    this.stop();
    this.#send(typed.trim());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** The addresses in a text that holds several, each once: between line ends, commas or semicolons, also as "Ana Costa <ana@example.com>". */
export function addressesIn(text: string): string[] {
  const parts = text.split(/[\n\r,;]+/).map((part) => (/<([^<>]+)>\s*$/.exec(part)?.[1] ?? part).trim());
  return [...new Set(parts.filter(isWholeAddress))];
}
