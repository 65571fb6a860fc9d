/** Units, as texts, that a sign or a word of a currency may mean. */
const meanings: Record<string, string[]> = {
  "$": ["USD", "CAD", "AUD", "HKD", "SGD", "NZD", "TWD", "MXN"],
  "us$": ["USD"],
  "c$": ["CAD"],
  "a$": ["AUD"],
  "hk$": ["HKD"],
  "s$": ["SGD"],
  "nz$": ["NZD"],
  "€": ["EUR"],
  "£": ["GBP"],
  "¥": ["JPY", "CNY"],
  "₹": ["INR"],
  "₩": ["KRW"],
  "dollar": ["USD", "CAD", "AUD", "HKD", "SGD", "NZD", "TWD"],
  "us dollar": ["USD"],
  "us-dollar": ["USD"],
  "euro": ["EUR"],
  "pound": ["GBP"],
  "pfund": ["GBP"],
  "livre": ["GBP"],
  "yen": ["JPY"],
  "franken": ["CHF"],
  "franc": ["CHF"],
  "rupee": ["INR"],
  "rupie": ["INR"],
  "pence": ["GBp"],
  "penny": ["GBp"],
  "gbp": ["GBP"],
};

const minor = ["GBp", "GBX", "ZAc", "ILA"];
const codes = new Set([...Intl.supportedValuesOf("currency"), "USDT", "BTC", "ETH", "CNH"]);

/** Texts of signs before a number. */
export const signPattern = "(?:US|HK|NZ|[ACS])?\\$|[€£¥₹₩]";

/** Units that a sign, code or word may mean; empty if it is no currency. `others`: words that are none here, such as symbols. */
export function currenciesOf(text: string, others: readonly string[]): string[] {
  if (minor.includes(text)) return [text];
  if (others.includes(text)) return [];
  if (codes.has(text)) return [text];
  const word = text.toLowerCase();
  const key = [word, word.replace(/(s|n)$/, "")].find((text) => Object.hasOwn(meanings, text));
  return key === undefined ? [] : meanings[key] ?? [];
}
