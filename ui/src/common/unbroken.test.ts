import { afterEach, expect, it } from "vitest";
import { speak } from "../i18n/language.svelte";
import { addressPieces, piecesOf } from "./unbroken";

afterEach(() => speak("en"));

/** The pieces as text: what stays whole in brackets, places where an address may break as bars. */
const marked = (sentence: string) =>
  piecesOf(sentence)
    .map((it) => (it.kind === "words" ? it.text : it.kind === "whole" ? `[${it.text}]` : `<${addressPieces(it.text).join("|")}>`))
    .join("");

it.each([
  ["en", "Sign in by Tue 3 June, 09:14.", "Sign in by Tue [3 June], 09:14."],
  ["en", "On 31 December 2026", "On [31 December] 2026"],
  ["de", "Gesperrt seit Mittwoch, 13. Mai", "Gesperrt seit Mittwoch, [13. Mai]"],
  ["es", "Reservada hasta el 27 de mayo", "Reservada hasta el [27 de mayo]"],
  ["en", "Enter the code WDJB-MJHT on any computer.", "Enter the code [WDJB-MJHT] on any computer."],
  ["en", "Case S-2041-7 of a Co-administrator, SDK-Download, E-Mail", "Case [S-2041-7] of a Co-administrator, SDK-Download, E-Mail"],
  ["en", "Somebody signed in as ana.costa@oldbridge.example.com.", "Somebody signed in as <ana|.costa|@oldbridge|.example|.com>."],
  ["en", "Write to „ana@x-y.example“, or (b@c.de): now", "Write to „<ana|@x-y|.example>“, or (<b|@c|.de>): now"],
  ["en", "/home/ana/.local/a-b.toml, line 2", "</home|/ana|/|.local|/a-b|.toml>, line 2"],
  ["en", "See https://support.example.com/case/1 or C:\\Users\\Ana.", "See <https://support|.example|.com|/case|/1> or <C:\\Users|\\Ana>."],
  ["en", "and/or, 1/2", "and/or, 1/2"],
  ["en", "No date: 3 Juneberries, 12:00", "No date: 3 Juneberries, 12:00"],
])("%s: %s", (language, sentence, expected) => {
  speak(language);
  expect(marked(sentence)).toBe(expected);
  expect(
    piecesOf(sentence)
      .map((it) => it.text)
      .join(""),
    "no letter is lost",
  ).toBe(sentence);
});

it("an address breaks before @ and dots only", () => {
  expect(addressPieces("ana.costa+x-y@mail.example")).toEqual(["ana", ".costa+x-y", "@mail", ".example"]);
});
