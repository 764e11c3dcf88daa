// Which key does what. The list in Help is made from the same table.
import type { Screen } from "../platform/contract";
import { screensFor } from "../state/routes";

export type Command = Screen | "find" | "check" | "refresh" | "close" | "quit" | "help" | "back";

interface Binding {
  command: Command;
  /** `key` of the event, lower case. */
  key: string;
  /** With Ctrl, or Cmd on a Mac. */
  main: boolean;
  /** `null`: however the keyboard writes it. */
  shift: boolean | null;
}

/** The same for everybody. */
const fixed: readonly Binding[] = [
  { command: "settings", key: ",", main: true, shift: false },
  { command: "check", key: "f5", main: false, shift: false },
  { command: "check", key: "r", main: true, shift: false },
  { command: "refresh", key: "r", main: true, shift: true },
  { command: "close", key: "w", main: true, shift: false },
  { command: "quit", key: "q", main: true, shift: false },
  { command: "help", key: "f1", main: false, shift: false },
  { command: "help", key: "?", main: false, shift: null },
  { command: "back", key: "escape", main: false, shift: false },
];

/** For administrators only. */
const find: Binding = { command: "find", key: "k", main: true, shift: false };

/** All keys: the screens by their number in the navigation, then the rest. */
function bindings(administrator: boolean): Binding[] {
  const screens = screensFor(administrator).map((command, index) => ({ command, key: String(index + 1), main: true, shift: false }));
  return administrator ? [...screens, find, ...fixed] : [...screens, ...fixed];
}

/** What a key press asks for; `null` where nothing. */
export function commandOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
  mac: boolean,
  administrator: boolean,
): Command | null {
  if (event.altKey) return null;
  const main = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (other) return null;
  const key = event.key.toLowerCase();
  return (
    bindings(administrator).find((each) => each.key === key && each.main === main && (each.shift ?? event.shiftKey) === event.shiftKey)
      ?.command ?? null
  );
}

/** The keys of each command in the order of the table, as people read them: `["Ctrl+3", "Ctrl+,"]`. */
export function keysOf(mac: boolean, administrator: boolean): [Command, string[]][] {
  const list = new Map<Command, string[]>();
  for (const { command, key, main, shift } of bindings(administrator)) {
    const name = key === "escape" ? "Esc" : key.toUpperCase();
    const keys = [main ? (mac ? "Cmd" : "Ctrl") : null, shift ? "Shift" : null, name].filter((part) => part !== null).join("+");
    list.set(command, [...(list.get(command) ?? []), keys]);
  }
  return [...list];
}

/** Whether this is a Mac, by what the browser says. */
export function isMac(): boolean {
  return /mac/i.test(navigator.platform);
}

/** Whether whoever presses a key there types: a mark is a letter of theirs, and no command. */
export function types(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
