import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { chooseEncoding, encodeBody } from "./content-encoding.ts";

test("the client's accepted encodings decide, the smaller one first", () => {
  const table: [string | null, string][] = [
    [null, "identity"],
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["x-gzip", "gzip"],
    ["*", "br"],
    ["br;q=0, *", "gzip"],
    ["br;q=0.5, gzip;q=1.0", "gzip"],
    ["GZIP ; Q=0.8, BR", "br"],
    ["br;q=0, gzip;q=0", "identity"],
    ["identity", "identity"],
    ["br;q=high", "identity"],
    ["deflate, zstd", "identity"],
  ];
  for (const [accepted, expected] of table) {
    assert.equal(chooseEncoding(accepted), expected, String(accepted));
  }
});

test("an encoded text is decoded unchanged", async () => {
  const text = "Zürich 📈 ".repeat(1_000);
  assert.equal(brotliDecompressSync(await encodeBody(text, "br")).toString(), text);
  assert.equal(gunzipSync(await encodeBody(text, "gzip")).toString(), text);
  assert.equal(new TextDecoder().decode(await encodeBody(text, "identity")), text);
});
