import { limits } from "../../protocol/limits.ts";
import { isPublicHost } from "../../protocol/public-host.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";

/** Nothing, or one issue at `path`. */
export function issueIf(wrong: boolean, path: string[], message: string): ValidationIssue[] {
  return wrong ? [{ path, message }] : [];
}

/** A text that must say something. Absent is no issue. */
export function textIssues(
  value: string | null | undefined,
  path: string[],
  longest: number,
): ValidationIssue[] {
  if (value == null) return [];
  if (value.trim() === "") return [{ path, message: "Write something here." }];
  return lengthIssues(value, path, longest);
}

/** A text that may be empty but not too long. Absent is no issue. */
export function lengthIssues(
  value: string | null | undefined,
  path: string[],
  longest: number,
): ValidationIssue[] {
  const message = `Write at most ${longest} characters.`;
  return issueIf((value?.length ?? 0) > longest, path, message);
}

/** A number in a range, ends included. Absent is no issue. */
export function rangeIssues(
  value: number | null | undefined,
  path: string[],
  [least, most]: readonly [number, number],
): ValidationIssue[] {
  const wrong = value != null && !(value >= least && value <= most);
  return issueIf(wrong, path, `Write a number from ${least} to ${most}.`);
}

/**
 * The issues of a list: its length, and those that `each` finds in the items up to the limit. Items beyond the limit
 * are not checked: a request can hold hundreds of thousands.
 */
export function listIssues<T>(
  items: readonly T[],
  path: string[],
  [most, message]: readonly [number, string],
  each: (item: T, path: string[], i: number) => ValidationIssue[],
): ValidationIssue[] {
  return [
    ...issueIf(items.length > most, path, message),
    ...items.slice(0, most).flatMap((item, i) => each(item, [...path, `${i}`], i)),
  ];
}

/** The key of a mutation. It is compared byte by byte and shown in clients' logs: invisible characters are refused. */
export function keyIssues(key: string): ValidationIssue[] {
  const path = ["idempotencyKey"];
  return [
    ...textIssues(key, path, limits.keyLength),
    ...issueIf(/\p{Cc}/u.test(key), path, "Write a key without control characters."),
  ];
}

/** An https address in the open Internet, without a user in it: the provider fetches it. */
export function addressIssues(address: string, path: string[]): ValidationIssue[] {
  const url = URL.canParse(address) ? new URL(address) : null;
  const good = url?.protocol === "https:" && !url.username && !url.password &&
    address.length <= maxAddressLength;
  if (good && !isPublicHost(url.hostname)) {
    return issueIf(true, path, "Write an address in the open Internet, not one inside a network.");
  }
  return issueIf(!good, path, `Write an https address of at most ${maxAddressLength} characters.`);
}

const maxAddressLength = 2_000;
