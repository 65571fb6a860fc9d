import type { FollowOptions } from "../follow-options.ts";
import { observe, type Observer } from "./observe.ts";

/** What of Relay's request is read: its text is null where documents are persisted. */
export interface RelayRequest {
  text?: string | null | undefined;
}

/**
 * For Relay's network, with `source` being `relaySubscriptions({ url })` and Observable that of Relay:
 * `Network.create(fetchOf, (request, variables) => Observable.create(source(request, variables)))`.
 */
export function relaySubscriptions(
  options: FollowOptions,
): (request: RelayRequest, variables: object) => (observer: Observer) => () => void {
  return ({ text }, variables) => (observer) =>
    observe(options, { query: text ?? "", variables }, observer);
}
