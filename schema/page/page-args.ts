import { limits } from "../../protocol/limits.ts";
import type { PageArgs } from "../../protocol/paging.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { badInput } from "../errors.ts";

/** Valid page arguments, with exactly one of `first` and `last`. Throws BAD_USER_INPUT. */
export function checkedPage(args: PageArgs): PageArgs {
  const issues = pageIssues(args);
  if (issues.length > 0) throw badInput(issues);
  if (args.last != null) return { last: args.last, before: args.before };
  if (args.before != null) return { last: limits.pageSizeDefault, before: args.before };
  return { first: args.first ?? limits.pageSizeDefault, after: args.after };
}

/** All faults of page arguments. */
export function pageIssues(args: PageArgs): ValidationIssue[] {
  const sizes = (["first", "last"] as const).flatMap((name) => {
    const size = args[name];
    if (size == null || (size >= 1 && size <= limits.pageSize)) return [];
    return [{ path: [name], message: `Ask for 1 to ${limits.pageSize}.` }];
  });
  const forwards = args.first != null || args.after != null;
  const backwards = args.last != null || args.before != null;
  if (!forwards || !backwards) return sizes;
  const message = "Page forwards with `first` and `after`, or backwards with `last` and `before`.";
  return [...sizes, { path: [args.last != null ? "last" : "before"], message }];
}

/** Cost of a query of its own, in points: it is not read together with others of its kind. */
export const queryCost = 10;

/** Cost of a page: a query, and the maximum number of nodes that it can have with these arguments. */
export function pageCost(args: PageArgs): { field: number; multiplier: number } {
  const size = args.first ?? args.last ?? limits.pageSizeDefault;
  return { field: queryCost, multiplier: Math.min(Math.max(size, 1), limits.pageSize) };
}
