import { createHash } from "node:crypto";

/** `icon.svg` as `icon-<hash of its text>.svg`: clients keep the file for ever. */
export function fingerprinted(name: string, text: string): string {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
  return name.replace(/(?=\.\w+$)/, `-${hash}`);
}
