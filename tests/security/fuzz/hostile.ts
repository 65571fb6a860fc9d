/** Texts that break careless code: storage, encodings, numbers, dates, names of other things. */
export const hostileTexts: readonly string[] = [
  ...["\0", "a\0b", "x\0", "\ud800", "a\udfff", "\ud800\ud800"],
  ...[
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "x\udc00",
    "\ud83d\ude00",
    "\ufeff",
    "\u202e",
    "\u0007",
    "\n",
  ],
  ...["'; drop table turns; --", "%", "_", "\\", "\\u0000", "../../etc/passwd", "${1}", "{{x}}"],
  ...["null", "undefined", "NaN", "infinity", "-infinity", "now", "__proto__", "constructor"],
  ...["0000-01-01", "2026-02-30", "+294277-01-01T00:00:00.000Z", "-000001-01-01T00:00:00.000Z"],
  ...["1e400", "-1", "0x10", "9".repeat(40), "P99999999999D", "PT-5S", "{}", "[]", '"'],
  ...["a".repeat(201), "é".repeat(4_001), "x".repeat(70_000), "🙂".repeat(20_000)],
  ...["http://127.0.0.1/", "https://[::1]/x", "https://a@b/", "javascript:alert(1)", "https://"],
];

/** Numbers at and beyond the ends of the types that take them. */
export const hostileNumbers: readonly number[] = [
  ...[0, -0, 1, -1, 250, 251, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1],
  ...[2 ** 53 - 1, 2 ** 53, 1e19, 1e300, -1e300, 0.1, 1.5, 5e-324],
];

const nested = (levels: number, wrap: (inner: unknown) => unknown) => {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = wrap(value);
  return value;
};

/** JSON values that break careless code: depth, breadth, names, schemas that point at themselves. */
export const hostileJson: readonly unknown[] = [
  ...[null, 0, "", [], {}, "\0", { "\0": 1 }, { a: "\ud800" }, [[["\udc00"]]], 1e300],
  ...[nested(64, (a) => [a]), nested(65, (a) => [a]), nested(500, (a) => ({ a }))],
  ...[nested(3_000, (a) => [a]), nested(3_000, (a) => ({ a }))],
  JSON.parse('{"__proto__": {"type": "object"}, "constructor": 1, "toJSON": 2}'),
  Array.from({ length: 5_000 }, (_, i) => i),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`k${i}`, { type: "string" }])),
  { type: "object", properties: { a: { $ref: "#" } }, required: ["a"] },
  { type: "object", properties: { a: { type: "strin" } } },
  { type: "object", $ref: "https://example.org/schema" },
  { type: "object", allOf: [{ $ref: "#/allOf/0" }] },
  { type: "object", properties: { a: { type: "string", pattern: "(" } } },
  { type: "object", properties: 5, required: "a" },
];
