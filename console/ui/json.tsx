import { jsonText } from "./json-text.ts";
import css from "./json.module.css";

/** Longest text that is shown at once, in characters; the rest is on demand in the API. */
const longest = 20_000;

/** A JSON value as text, cut where it is very long. It scrolls by keyboard. */
export function Json({ value, label }: { value: unknown; label: string }) {
  const text = typeof value === "string" ? value : jsonText(value, 2);
  const isCut = text.length > longest;
  return (
    <pre className={css["json"]} tabIndex={0} role="region" aria-label={label}>
      {isCut ? text.slice(0, longest) : text}
      {isCut && `\n… ${text.length - longest} more characters`}
    </pre>
  );
}
