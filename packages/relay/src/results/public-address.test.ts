import { expect, it } from "vitest";
import { isPublicAddress, looksPublic } from "./public-address.ts";

it.each(["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"])(
  "takes %s for public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

it.each([
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.1",
  "192.168.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "64:ff9b::7f00:1",
  "2001:db8::1",
  "2002:7f00:1::",
  "fc00::1",
  "fe80::1",
  "ff02::1",
  "example.com",
  "",
])("takes %s for none that is public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each([
  "https://example.com",
  "https://8.8.8.8/a",
  "https://[2606:4700::1111]/",
  "https://example.com:8443/",
])("lets %s pass", (address) => {
  expect(looksPublic(new URL(address))).toBe(true);
});

it.each([
  "http://example.com",
  "ftp://example.com",
  "https://user@example.com",
  "https://localhost",
  "https://db",
  "https://a.localhost",
  "https://a.local.",
  "https://metadata.google.internal",
  "https://0177.0.0.1",
  "https://0x7f.1",
  "https://１２７.0.0.1",
])("stops %s", (address) => {
  expect(looksPublic(new URL(address))).toBe(false);
});
