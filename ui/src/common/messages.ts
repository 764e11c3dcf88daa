// Messages to other people: they can be read in another language than this window speaks.
import type { Request } from "../platform/contract";

/** Whether this copies a message that somebody else reads. Support reads what we say in ours. */
export function isMessage(request: Request): boolean {
  if (request.kind === "copy_message") return request.message !== "support";
  if (request.kind === "copy_why") return true;
  return request.kind === "administer" && ["copy_welcome", "copy_for_buyer"].includes(request.request.kind);
}
