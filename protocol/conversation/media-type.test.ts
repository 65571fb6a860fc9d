import assert from "node:assert/strict";
import { test } from "node:test";
import { isRaster, mediaKindOf, mediaTypeOf } from "./media-type.ts";

const bytes = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

test("a raster image is recognised by its bytes and not by its name", () => {
  const png = bytes("\x89PNG\r\n\x1a\n...");
  assert.equal(mediaTypeOf(png, "evil.html"), "image/png");
  assert.equal(mediaTypeOf(bytes("RIFF....WEBP"), "x"), "image/webp");
  assert.equal(isRaster(mediaTypeOf(bytes("<svg/>"), "x.png")), false);
});

test("a file that may contain script has the type of a byte stream", () => {
  for (const name of ["x.html", "x.svg", "x.xml", "x.js", "x"]) {
    assert.equal(mediaTypeOf(bytes("<script>"), name), "application/octet-stream");
  }
  assert.equal(mediaTypeOf(bytes("a,b"), "table.CSV"), "text/csv; charset=utf-8");
});

test("an image is recognised by its type or its name", () => {
  assert.equal(mediaKindOf("image_generated_0", "png"), "image");
  assert.equal(mediaKindOf("plot.jpeg", null), "image");
  assert.equal(mediaKindOf("table.csv", "csv"), "document");
});
