import { limits } from "../../protocol/limits.ts";
import { isPublicHost } from "../../protocol/net/public-host.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";

/** An input field that may be absent. */
export type Maybe<T> = T | null | undefined;

/** One issue at `path` if `wrong`, else none. */
export function issueIf(wrong: boolean, path: string[], message: string): ValidationIssue[] {
  return wrong ? [{ path, message }] : [];
}

/** Issues of a text that must not be blank. An absent text has none. */
export function textIssues(
  value: Maybe<string>,
  path: string[],
  maxLength: number,
): ValidationIssue[] {
  if (value == null) return [];
  if (value.trim() === "") return [{ path, message: "Write a text that is not empty." }];
  return lengthIssues(value, path, maxLength);
}

/** Issues of a text that has a maximum length. An absent text has none. */
export function lengthIssues(
  value: Maybe<string>,
  path: string[],
  maxLength: number,
): ValidationIssue[] {
  const message = `Write at most ${maxLength} characters.`;
  return issueIf((value?.length ?? 0) > maxLength, path, message);
}

/** Issues of a number with an inclusive range. An absent number has none. */
export function rangeIssues(
  value: Maybe<number>,
  path: string[],
  [min, max]: readonly [number, number],
): ValidationIssue[] {
  const wrong = value != null && !(value >= min && value <= max);
  return issueIf(wrong, path, `Write a number from ${min} to ${max}.`);
}

/**
 * Issues of a list: its length, and those that `each` finds in the items up to the maximum. Items beyond it are not
 * checked: a request can contain hundreds of thousands.
 */
export function listIssues<T>(
  items: readonly T[],
  path: string[],
  [max, message]: readonly [number, string],
  each: (item: T, path: string[], i: number) => ValidationIssue[],
): ValidationIssue[] {
  return [
    ...issueIf(items.length > max, path, message),
    ...items.slice(0, max).flatMap((item, i) => each(item, [...path, `${i}`], i)),
  ];
}

/** Issues of an idempotency key. Keys are compared byte by byte and appear in logs: no invisible characters. */
function keyIssues(key: string): ValidationIssue[] {
  const path = ["idempotencyKey"];
  return [
    ...textIssues(key, path, limits.keyLength),
    ...issueIf(/\p{Cc}/u.test(key), path, "Write a key without control characters."),
  ];
}

/** Issues of the key, and those that `own` finds in the other fields. */
export function inputIssues<Input extends { idempotencyKey: string }>(
  input: Input,
  own: (input: Input) => ValidationIssue[] = () => [],
): ValidationIssue[] {
  return [...keyIssues(input.idempotencyKey), ...own(input)];
}

/** Issues of an address that the provider fetches: https, a public host, no credentials. */
export function addressIssues(address: string, path: string[]): ValidationIssue[] {
  const url = URL.canParse(address) ? new URL(address) : null;
  const valid = url?.protocol === "https:" && !url.username && !url.password &&
    address.length <= maxAddressLength;
  if (valid && !isPublicHost(url.hostname)) {
    return issueIf(true, path, "Write an address in the open Internet, not one inside a network.");
  }
  return issueIf(!valid, path, `Write an https address of at most ${maxAddressLength} characters.`);
}

const maxAddressLength = 2_000;
