import { afterEach, describe, expect, it } from "vitest";
import { speak } from "./language.svelte";
import { ago, day, isNear, moment, near, secondsSince } from "./time";

const now = Date.parse("2026-05-14T09:16:30Z");

afterEach(() => speak("en"));

describe("an instant in words", () => {
  it("is the time alone on the same day", () => {
    expect(moment("2026-05-14T09:14:02Z", now, "UTC")).toBe("09:14");
  });

  it("names the day before the time on another day", () => {
    expect(moment("2026-05-12T09:14:02Z", now, "UTC")).toBe("Tue 12 May, 09:14");
  });

  it("goes by the day of the person's own time zone", () => {
    expect(moment("2026-05-13T23:30:00Z", now, "Europe/Berlin")).toBe("01:30");
    expect(moment("2026-05-13T23:30:00Z", now, "UTC")).toBe("Wed 13 May, 23:30");
  });

  it("names the year only where it is another one", () => {
    expect(day("2026-06-03T00:00:00Z", now, "UTC")).toBe("Wed 3 June");
    expect(day("2027-01-31T00:00:00Z", now, "UTC")).toBe("Sun 31 January 2027");
  });

  it("is said as in the sentences of the overview, in German and Spanish", () => {
    speak("de");
    expect(day("2026-06-02T00:00:00Z", now, "UTC")).toBe("Dienstag, 2. Juni");
    expect(moment("2026-05-14T09:14:02Z", now, "UTC")).toBe("09:14 Uhr");
    expect(moment("2027-03-07T00:05:00Z", now, "UTC")).toBe("Sonntag, 7. März 2027, 00:05 Uhr");
    expect(ago("2026-05-14T09:14:02Z", now)).toBe("vor 2 Minuten");
    speak("es");
    expect(day("2026-06-02T00:00:00Z", now, "UTC")).toBe("martes 2 de junio");
    expect(moment("2026-05-14T09:14:02Z", now, "UTC")).toBe("a las 09:14");
    expect(moment("2026-05-12T09:14:02Z", now, "UTC")).toBe("el martes 12 de mayo a las 09:14");
    expect(ago("2026-05-13T09:16:00Z", now)).toBe("hace 1 día");
  });
});

describe("how long ago", () => {
  it.each([
    ["2026-05-14T09:16:00Z", "just now"],
    ["2026-05-14T09:17:00Z", "just now"],
    ["2026-05-14T09:15:30Z", "1 minute ago"],
    ["2026-05-14T09:14:02Z", "2 minutes ago"],
    ["2026-05-14T08:16:00Z", "1 hour ago"],
    ["2026-05-13T09:16:00Z", "1 day ago"],
    ["2026-05-04T09:16:00Z", "10 days ago"],
  ])("%s is %s", (instant, words) => expect(ago(instant, now)).toBe(words));

  it("stands beside the moment, for a day", () => {
    expect(near("2026-05-14T09:14:02Z", now, "UTC")).toBe("09:14 (2 minutes ago)");
    expect([isNear("2026-05-13T09:16:31Z", now), isNear("2026-05-13T09:16:30Z", now)]).toEqual([true, false]);
    speak("de");
    expect(near("2026-05-14T08:16:00Z", now, "UTC")).toBe("08:16 Uhr (vor 1 Stunde)");
  });

  it("counts whole seconds and never below nothing", () => {
    expect(secondsSince("2026-05-14T09:16:18.900Z", now)).toBe(11);
    expect(secondsSince("2026-05-14T09:20:00Z", now)).toBe(0);
  });
});
