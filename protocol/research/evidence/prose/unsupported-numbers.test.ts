import assert from "node:assert/strict";
import { test } from "node:test";
import type { Metric } from "../../phase.ts";
import { type Supports, unsupportedNumbers } from "./unsupported-numbers.ts";

const figure = (
  name: string,
  symbol: string | null,
  value: string,
  unit: string | null,
  evidence: Metric["evidence"] = "EXACT",
): Metric => ({
  ...{ name, symbol, value, unit, evidence, period: null, toolCallId: "t", pointer: "/a" },
  ...{ quoted: value, derivation: null, problem: null },
});

const figures = [
  figure("Price", "NVDA", "180.256", "USD"),
  figure("Change over 1 year", "NVDA", "-13.94", "%", "DERIVED"),
  figure("Revenue", "NVDA", "149167842107", "USD"),
  figure("Profit margin", "NVDA", "0.5585", "ratio"),
  figure("Price to earnings", "NVDA", "48.3", "x"),
  figure("Price", "AMD", "203.1", "USD"),
  figure("Change over 1 year", "AMD", "41.2", "%"),
  figure("Price", "BARC.L", "412.5", "GBp"),
  figure("Gross margin", "NVDA", "21", "%", "NONE"),
];

const finding = {
  text: "Data center sales rose to 30.8 billion USD, up 17 %.",
  urls: ["https://a.example/x"],
  name: null,
  titles: ["A page: 300 % in 2026?"],
};

const of = (text: string, language = "en", over: Partial<Supports> = {}) =>
  unsupportedNumbers({ title: "T", summary: text, sections: [] }, {
    question: "Did NVDA reach 500 billion?",
    securities: [
      { symbol: "NVDA", name: "NVIDIA Corporation" },
      { symbol: "AMD", name: "Advanced Micro Devices, Inc." },
      { symbol: "BARC.L", name: null },
      { symbol: "0700.HK", name: null },
    ],
    ...{ language, figures, texts: [finding], ...over },
  }).map(({ number }) => number);

const supported: [string, string[]][] = [
  ["en", [
    "NVDA trades at 180.256 USD, 13.9 % below its close a year ago.",
    "NVDA trades at $180.26, a change of -13.9%.",
    "Revenue was 149.2 billion USD (USD 149.2bn, $149B, 149,167,842,107 USD).",
    "The margin is 55.9 %, at 48.3x earnings, or 48.3 times.",
    "| Price, NVDA | 180.256 | USD | 2026-11-20 |",
    "The change was \u221213.9\u00a0%.",
    "BARC.L costs 412.5 pence, which is 4.125 GBP or \u00a34.13.",
    "On 20 November 2026, in Q3 2026, at 16:00, in FY2026 and 2025/26, on November 20, 2026.",
    "Three risks, 12 months, a 52-week range, the 21st of the month, the S&P 500 and 0700.HK.",
    "1. First\n2. Second",
    "Its H100 chips, the iPhone 17, Boeing 737 jets, COVID-19, G20, a 10-for-1 and a 20-for-1 split.",
    "The 10-K of 2025, 3Q26, 1H25, 2026E, the 1990s, the top 20, the 200-day average, Section 232.",
    "Sales rose to [30.8](https://b.example/99) billion, says [a report](https://a.example/x), to 30.8 billion USD.",
    "`/rows/0/close` and `(last - first) / first * 100` are code, and so is\n```\na = 99\n```",
    "[A page: 300 % in 2026?](https://a.example/x) and a footnote [15](https://a.example/x).",
    "The change of NVDA\nover the year is a fall\nof 13.9 %.\n\n# Risks\nNone\n| A | 55.9 % |\n|---|---|\n- 48.3x",
    "RTX 5090 cards: 13.9 % lower in 5 to 12 sizes, from 2025 to 149.2 billion USD in 2026.",
    "The profit margin is 55.9 %. The price to earnings is 48.3. Revenue growth aside, the price is 13.9 % below its high.",
    'It answers "Did NVDA reach 500 billion?".',
    "**13.9** % lower.",
  ]],
  ["de", [
    "NVDA kostet 180,26 USD, 13,9 % unter dem Schluss vor einem Jahr.",
    "Der Umsatz betr\u00e4gt 149,2 Mrd. US-Dollar, also 149.167.842.107 USD.",
    "Am 20. November 2026 fiel der Kurs um 13,94 Prozent; im 3. Quartal auch.",
    "Das Kurs-Gewinn-Verh\u00e4ltnis ist das 48,3-fache.",
  ]],
  ["fr", [
    "NVDA vaut 180,26\u00a0$, soit 13,9\u202f% de moins qu\u2019il y a un an.",
    "Le chiffre d\u2019affaires est de 149,2 milliards de dollars.",
    "Soit 149,2 Md$, ou 149\u202f168 M$.",
    "Soit 149\u202f167\u202f842\u202f107 USD au 20 novembre 2026, exercice 2025/26.",
  ]],
  ["xx-invalid-language-tag", ["NVDA trades at 180.26 USD."]],
];

for (const [language, texts] of supported) {
  for (const text of texts) {
    test(`${language}: each figure of "${text.slice(0, 60)}" is supported`, () => {
      assert.deepEqual(of(text, language), []);
    });
  }
}

const unsupported: [string, string, string[]][] = [
  ["en", "The gross margin is 21 %.", ["21 %"]],
  ["en", "Revenue was 149.2 million USD.", ["149.2 million USD"]],
  ["en", "Revenue was 149.2 billion EUR.", ["149.2 billion EUR"]],
  ["en", "NVDA trades at 181 USD.", ["181 USD"]],
  ["en", "NVDA gained 13.9 %.", ["13.9 %"]],
  ["en", "AMD fell by 41.2 %.", ["41.2 %"]],
  ["en", "The change was +13.9 %.", ["+13.9 %"]],
  ["en", "AMD trades at 180.26 USD.", ["180.26 USD"]],
  ["en", "Nvidia trades at 203.1 USD.", ["203.1 USD"]],
  ["en", "BARC.L costs 412.5 GBP.", ["412.5 GBP"]],
  ["en", "Revenue was 1 trillion USD.", ["1 trillion USD"]],
  ["en", "Sales rose by 17 %.", ["17 %"]],
  ["en", "Sales rose by 18 %, says [a report](https://a.example/x).", ["18 %"]],
  ["en", "Sales rose by 17 %, says [a report](https://b.example/x).", ["17 %"]],
  ["en", "It has 29,600 employees.", ["29,600"]],
  ["en", "Its value is \u0664\u0663 %.", ["43 %"]],
  ["ja", "営業利益率は77%、77％です。売上高は約30兆円、2026年11月20日。", ["77%", "77%", "30兆"]],
  ["zh-Hant", "增长77％，收入为99亿美元。", ["77%", "99亿"]],
  ["en", "Growth of 12\n%.", ["12 %"]],
  ["en", `${"The share is fine. ".repeat(6_000)}Growth of 77 %.`, ["77 %"]],
  ["en", `${"55.9 %, ".repeat(300)} and 77 %.`, ["77 %"]],
  ["en", "It is a 77-percent rise.", ["77-percent"]],
  ["en", "It is a 77-billion-dollar deal.", ["77-billion-dollar"]],
  ["de", "Es ist eine 77-prozentige Steigerung.", ["77-prozentige"]],
  ["en", "Revenue went from 5 to 149.2 billion USD.", ["5"]],
  ["en", "It is between 3 and 55.9 %.", ["3"]],
  ["en", "It is 10–55.9 %.", ["10"]],
  ["en", "It is worth 180.256 lakh crore.", ["180.256 lakh crore."]],
  ["en", "It is worth 48.3 Mrd.", ["48.3 Mrd."]],
  ["en", "The margin is 48.3 Milliarden.", ["48.3 Milliarden."]],
  ["en", "It rose by 55.9 percentage points.", ["55.9 percentage points"]],
  ["en", "Growth of &#55;7 %.", ["77 %"]],
  ["en", "Growth of 7\u200b7 %.", ["77 %"]],
  ["en", "Growth of \u{1d7d5}\u{1d7d5} %.", ["77 %"]],
  ["en", "Growth of \u09ed\u09ed %.", ["77 %"]],
  ["en", "Growth of 77&percnt;.", ["77%"]],
  ["en", "[Sales grew 77 %](https://a.example/x).", ["77 %"]],
  ["en", "Sales grew `77 %`.", ["77 %"]],
  ["en", "In May 77 % of sales.", ["77 %"]],
  ["de", "Im Mai 77 % des Umsatzes.", ["77 %"]],
  ["de", "Das Unternehmen gewann 13,9 %.", ["13,9 %"]],
  ["en", "The underlying share gained 13.9 %.", ["13.9 %"]],
  ["fr", "Le titre a bondi de 13,9 %, le sous-jacent aussi.", ["13,9 %"]],
  ["en", "The gross margin is 55.9 %.", ["55.9 %"]],
  ["en", "NVDA revenue was $180.26.", ["$180.26"]],
  ["en", "| Net income | 149.2 billion USD |", ["149.2 billion USD"]],
  ["de", "Der Nettogewinn betrug 149,2 Mrd. USD.", ["149,2 Mrd. USD"]],
  ["fr", "Le résultat net est de 149,2 milliards de dollars.", ["149,2 milliards"]],
  ["en", "NVDA trades at 149.2 billion USD.", ["149.2 billion USD"]],
  ["en", "Sales of 17 units: 17 models, says [a report](https://c.example/x).", ["17", "17"]],
  ["de", "NVDA kostet 180.256 USD.", ["180.256 USD"]],
  ["de", "Der Umsatz betr\u00e4gt 149,2 Billionen USD.", ["149,2 Billionen USD"]],
  ["fr", "Soit 149,2 M\u20ac.", ["149,2 M\u20ac"]],
  ["fr", "Le titre a gagn\u00e9 13,9 %.", ["13,9 %"]],
];

for (const [language, text, numbers] of unsupported) {
  test(`${language}: "${text.slice(-60)}" is not supported`, () => {
    assert.deepEqual(of(text, language), numbers);
  });
}

test("a number is listed with its section and its sentence", () => {
  const sections = [{ title: "A", text: "Fine." }, { title: "B", text: "Up. It is 77 %. Down." }];
  const report = { title: "T", summary: "", sections };
  const supports = { question: "", language: "en", securities: [], figures: [], texts: [] };
  assert.deepEqual(unsupportedNumbers(report, supports), [
    { section: 1, number: "77 %", sentence: "It is 77 %." },
  ]);
});

test("numbers that are all supported are compared in a bounded time; the rest is not supported", () => {
  const many = Array.from({ length: 800 }, (_, i) => figure("F", "NVDA", `1234.${i}`, "%"));
  const linked = { ...finding, text: "41.3 %\n".repeat(10_000) };
  const over = { figures: [...many, ...figures], texts: [linked] };
  for (const line of ["41.2 %\n", "41.2999 % https://a.example/x\n"]) {
    const since = performance.now();
    assert.equal(of(line.repeat(100_000 / line.length), "en", over).length, 100);
    assert.ok(performance.now() - since < 10_000, `${performance.now() - since} ms`);
  }
});

test("a hostile text is read in a bounded time and lists at most 100 numbers", () => {
  const texts = [
    "1,".repeat(50_000),
    "[".repeat(50_000),
    "[a](".repeat(20_000),
    "9".repeat(100_000),
    "1 ".repeat(50_000),
    "- ".repeat(50_000) + "1",
    "41 % ".repeat(20_000),
    "`".repeat(50_001),
    "<http://".repeat(12_000),
  ];
  for (const text of texts) {
    const since = performance.now();
    assert.ok(of(text).length <= 100);
    assert.ok(
      performance.now() - since < 2_000,
      `${text.slice(0, 10)}: ${performance.now() - since}`,
    );
  }
});
