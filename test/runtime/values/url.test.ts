import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/urls.json" with { type: "json" };
import { parseHost } from "../../../runtime/values/host.js";
import { parseUrl } from "../../../runtime/values/url.js";
import { arbitraryOf, arbitraryUtf16 } from "./arbitrary-text.js";

interface Vector {
  readonly input: string;
  readonly text?: string;
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: number;
  readonly reason?: string;
}

describe("parseUrl", () => {
  it.each<Vector>(vectors.urls)("reads $input", ({ input, reason, text, scheme, host, port }) => {
    const parsed = parseUrl(input);
    if (reason !== undefined) {
      expect(parsed).toEqual({ ok: false, reason });
      return;
    }
    const seen = parsed.ok ? { ...parsed.value, host: parsed.value.host.text } : parsed;
    expect(seen).toEqual({ text, scheme, host, ...(port === undefined ? {} : { port }) });
  });

  it("rejects what is longer than a server would take", () => {
    const url = "http://h/?";
    expect(parseUrl(url.padEnd(65_536, "x")).ok).toBe(true);
    expect(parseUrl(url.padEnd(65_537, "x"))).toEqual({ ok: false, reason: "is too long for a URL" });
  });

  it("rejects a lone surrogate", () => {
    expect(parseUrl("http://h/\ud800")).toEqual({ ok: false, reason: "has a lone surrogate" });
  });

  it("gives a normal form that is its own, in which the URL parser sees the same host", () => {
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .tuple(fc.constantFrom("http", "ssh", "ws", "a+b"), fc.webAuthority(), fc.webPath())
        .map(([scheme, host, path]) => `${scheme}://${host}${path}`),
      arbitraryUtf16().map((text) => `http://${text}`),
    );
    fc.assert(
      fc.property(url, (text) => {
        const first = parseUrl(text);
        if (!first.ok) {
          return;
        }
        expect(parseUrl(first.value.text)).toEqual(first);
        expect(new URL(first.value.text).hostname.replace(/^\[|\]$/g, "")).toBe(first.value.host.text);
      }),
    );
  });

  it("sees the host that `fetch` would connect to", () => {
    const sign = arbitraryOf("aA1x0.:/@%[]\\?#\u3002\uff0f-", 10);
    fc.assert(
      fc.property(fc.oneof(sign, arbitraryUtf16(6)), (text) => {
        const url = `http://${text}`;
        const parsed = parseUrl(url);
        if (!parsed.ok) {
          return;
        }
        expect(parseHost(new URL(url).hostname)).toEqual({ ok: true, value: parsed.value.host });
      }),
      { numRuns: 500 },
    );
  });
});
