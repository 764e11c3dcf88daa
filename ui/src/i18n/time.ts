// Instants in words, put together by the same messages as everywhere else. Time zone and "now" are arguments, so that a test can choose
// them.
import { t } from "./words";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Local {
  year: number;
  month: number;
  day: number;
  /** Monday is 1. */
  weekday: number;
  time: string;
}

/** The instant on the calendar and the clock of a time zone: the system's where none is given. */
function local(instant: Date, timeZone?: string): Local {
  const fields: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  };
  const parts = new Intl.DateTimeFormat("en-GB", timeZone ? { ...fields, timeZone } : fields).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((it) => it.type === type)?.value ?? "";
  const [year, month, day] = [Number(part("year")), Number(part("month")), Number(part("day"))];
  return {
    year,
    month,
    day,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7,
    time: `${part("hour")}:${part("minute")}`,
  };
}

/** "09:14" for today, "Tue 12 May, 09:14" for another day of this year, with the year otherwise; as the language answers "when?". */
export function moment(instant: string, now: number, timeZone?: string): string {
  const [then, today] = [local(new Date(instant), timeZone), local(new Date(now), timeZone)];
  const same = then.year === today.year && then.month === today.month && then.day === today.day;
  return same ? t("date-today", { time: then.time }) : t("date-moment", { date: day(instant, now, timeZone), time: then.time });
}

/** "Tue 12 May", with the year where it is another one. */
export function day(instant: string, now: number, timeZone?: string): string {
  const then = local(new Date(instant), timeZone);
  const names = {
    weekday: t("weekday-name", { day: then.weekday }),
    // As a text: a language may not put separators into a number.
    day: String(then.day),
    month: t("month-name", { month: then.month }),
  };
  if (then.year === local(new Date(now), timeZone).year) return t("date-weekday", names);
  return t("date-weekday-year", { ...names, year: String(then.year) });
}

/** "just now", "2 minutes ago", ... */
export function ago(instant: string, now: number): string {
  const passed = now - new Date(instant).getTime();
  if (passed < MINUTE) return t("ui-ago-now");
  if (passed < HOUR) return t("ui-ago-minutes", { count: Math.floor(passed / MINUTE) });
  if (passed < DAY) return t("ui-ago-hours", { count: Math.floor(passed / HOUR) });
  return t("ui-ago-days", { count: Math.floor(passed / DAY) });
}

/** Whether it was less than a day ago: people count hours then, and look at a calendar after. */
export function isNear(instant: string, now: number): boolean {
  const passed = now - new Date(instant).getTime();
  return passed < DAY;
}

/** "09:14 (2 minutes ago)": when, and how long ago. */
export function near(instant: string, now: number, timeZone?: string): string {
  return t("date-near", { date: moment(instant, now, timeZone), near: ago(instant, now) });
}

/** Whole seconds since `instant`, never negative. */
export function secondsSince(instant: string, now: number): number {
  return Math.max(0, Math.floor((now - new Date(instant).getTime()) / 1000));
}
