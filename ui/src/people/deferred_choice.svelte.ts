// A choice that takes effect at once, without a button: what the person chose is shown right away, sent when they pause, and given up again
// where it did not happen. Arrow keys run through a list; only where they stop is sent.

/** So long nothing else is chosen. */
export const PAUSE = 500;

export class DeferredChoice<T> {
  #chosen = $state.raw<T | null>(null);
  #waiting: T | null = null;
  /** Sent, and not known yet to be the case. */
  #sent: T | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #actual: () => T;
  #send: (value: T) => void;

  /** `actual` is what is the case; `send` asks for something else. */
  constructor(actual: () => T, send: (value: T) => void) {
    this.#actual = actual;
    this.#send = send;
  }

  /** What to show. */
  get value(): T {
    return this.#chosen ?? this.#actual();
  }

  set(value: T): void {
    this.#chosen = value;
    this.#waiting = value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** Sends what still waits to be sent: the person went elsewhere. */
  flush(): void {
    clearTimeout(this.#timer);
    const value = this.#waiting;
    this.#waiting = null;
    // Chosen and unchosen again within the pause: there is nothing to ask for.
    if (value === null || JSON.stringify(value) === JSON.stringify(this.#sent ?? this.#actual())) return;
    this.#sent = value;
    this.#send(value);
  }

  /** What is the case has changed, or something failed: the truth is shown again, unless another choice is under way. */
  settle(): void {
    this.#sent = null;
    if (this.#waiting === null) this.#chosen = null;
  }
}
