import { observe, type Observer, type Target } from "./observe.ts";

/** The used part of Relay's request. Its text is null when documents are persisted. */
export interface RelayRequest {
  text?: string | null | undefined;
}

/**
 * For Relay's network, where `source` is `relaySubscriptions({ client })` and Observable is Relay's:
 * `Network.create(fetchOf, (request, variables) => Observable.create(source(request, variables)))`.
 */
export function relaySubscriptions(
  target: Target,
): (request: RelayRequest, variables: object) => (observer: Observer) => () => void {
  return ({ text }, variables) => (observer) =>
    observe(target, { query: text ?? "", variables }, observer);
}
