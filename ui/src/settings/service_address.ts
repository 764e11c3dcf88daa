// Whether an address of a service can be one at all. What answers there, the controller finds out.

/** https anywhere, or http on this computer itself. */
export function addressLooksRight(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username || url.password) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname));
}
