// Keeps the second half of a double click from being sent.
import type { Request } from "../platform/contract";

/** The same request within this long is the second half of a double click. */
export const DOUBLE_CLICK = 600;

export class DoubleClickGuard {
  #last: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether this request is another one than the last, or so much later that somebody means it. */
  admits(request: Request): boolean {
    const pressed = JSON.stringify(request);
    if (pressed === this.#last) return false;
    this.#last = pressed;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#last = null), DOUBLE_CLICK);
    return true;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
