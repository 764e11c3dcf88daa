import { describe, expect, it } from "vitest";
import { addressLooksRight } from "./service_address";

describe("an address of a service", () => {
  it.each([
    "https://domicile.example.com",
    "https://domicile.example.com:8443/base",
    "http://127.0.0.1:4711",
    "http://localhost:1",
    "http://[::1]:1",
  ])("%s can be one", (text) => expect(addressLooksRight(text)).toBe(true));

  it.each([
    "",
    "domicile.example.com",
    "http://domicile.example.com",
    "ftp://127.0.0.1",
    "https://ana:secret@example.com",
    "javascript:alert(1)",
  ])("%s cannot", (text) => expect(addressLooksRight(text)).toBe(false));
});
