/** An API key as a service sends it. The secret is shown once and stored nowhere. */
export interface ApiKey {
  /** `key_<hex>`, the id of its record. */
  id: string;
  /** 256 random bits, base 62. */
  secret: string;
}

const form = /^tmk_([0-9a-f]{32})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

/** True for a token that is meant as an API key, which no other credential is. */
export const isApiKey = (token: string): boolean => token.startsWith("tmk_");

/** `tmk_<id>_<secret>_<checksum>`: a prefix that scanners for secrets recognize, and a checksum for typing errors. */
export function writeApiKey(key: ApiKey): string {
  const body = apiKeyBody(key);
  return `${body}_${checksumOf(body)}`;
}

/** A token without its checksum: what its hash is made of. */
export const apiKeyBody = ({ id, secret }: ApiKey): string =>
  `tmk_${id.replace(/^key_/, "")}_${secret}`;

/** The parts of a token; null for text of another form and for a wrong checksum, so that it needs no query. */
export function parseApiKey(token: string): ApiKey | null {
  const [, id, secret, checksum] = form.exec(token) ?? [];
  if (id === undefined || secret === undefined) return null;
  const key = { id: `key_${id}`, secret };
  return checksumOf(apiKeyBody(key)) === checksum ? key : null;
}

/** A new secret: 32 random bytes as 43 digits of base 62. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return base62(bytes.reduce((n, byte) => n * 256n + BigInt(byte), 0n), 43);
}

/** The subject of a key's principal. A key that replaces another one keeps its subject. */
export const subjectOfKey = (id: string): string => `key:${id.replace(/^key_/, "")}`;

/** CRC-32 as six digits of base 62, without the slow arithmetic of `bigint`: each request has one. */
function checksumOf(text: string): string {
  let written = "";
  for (let rest = crc32(text); written.length < 6; rest = Math.floor(rest / 62)) {
    written = digitOf(rest % 62) + written;
  }
  return written;
}

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function base62(number: bigint, length: number): string {
  let text = "";
  for (let rest = number; text.length < length; rest /= 62n) {
    text = digitOf(Number(rest % 62n)) + text;
  }
  return text;
}

const digitOf = (value: number) => digits[value] ?? "";

/** CRC-32 of ASCII text (ISO 3309), as in zip and PNG. */
function crc32(text: string): number {
  let crc = ~0;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
