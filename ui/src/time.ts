// Instants in words. Time zone and "now" are arguments, so that a test can choose them.
import { t } from "./words";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function formatter(options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", timeZone ? { ...options, timeZone } : options);
}

/** "09:14" for today, "Tue 12 May, 09:14" for another day of this year, with the year otherwise. */
export function moment(instant: string, now: number, timeZone?: string): string {
  const then = new Date(instant);
  const time = formatter({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, timeZone).format(then);
  return sameDay(then, new Date(now), timeZone) ? time : `${day(instant, now, timeZone)}, ${time}`;
}

/** "Tue 12 May", with the year where it is another one. */
export function day(instant: string, now: number, timeZone?: string): string {
  const then = new Date(instant);
  const year = formatter({ year: "numeric" }, timeZone);
  const shown: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "long" };
  if (year.format(then) !== year.format(new Date(now))) shown.year = "numeric";
  return formatter(shown, timeZone).format(then).replace(",", "");
}

/** "just now", "2 minutes ago", ... */
export function ago(instant: string, now: number): string {
  const passed = now - new Date(instant).getTime();
  if (passed < MINUTE) return t("ui-ago-now");
  if (passed < HOUR) return t("ui-ago-minutes", { count: Math.floor(passed / MINUTE) });
  if (passed < DAY) return t("ui-ago-hours", { count: Math.floor(passed / HOUR) });
  return t("ui-ago-days", { count: Math.floor(passed / DAY) });
}

/** Whole seconds since `instant`, never negative. */
export function secondsSince(instant: string, now: number): number {
  return Math.max(0, Math.floor((now - new Date(instant).getTime()) / 1000));
}

function sameDay(one: Date, other: Date, timeZone?: string): boolean {
  const whole = formatter({ dateStyle: "short" }, timeZone);
  return whole.format(one) === whole.format(other);
}
