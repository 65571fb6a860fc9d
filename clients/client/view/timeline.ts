/** Events between two stored views. A seek applies at most as many. */
const checkpointEvery = 256;

/** The events of a stream, and the view after each of them. */
export interface Timeline<View, Event> {
  /** Number of events. */
  readonly length: number;
  /** The view after all events. */
  readonly latest: View;
  /** Adds an event; the view after it. Throws like `apply`, and adds nothing then. */
  add(event: Event): View;
  /** The view after the first `count` events: 0 is the view at the start. */
  at(count: number): View;
}

/**
 * Records events for time travel. `apply` is `applyEvent` or `applyResearchEvent`. A view is stored every 256 events; views
 * share what did not change between them.
 */
export function timeline<View, Event>(
  apply: (view: View, event: Event) => View,
  start: View,
): Timeline<View, Event> {
  const events: Event[] = [];
  const stored = [start];
  let latest = start;
  return {
    get length() {
      return events.length;
    },
    get latest() {
      return latest;
    },
    add(event) {
      latest = apply(latest, event);
      if (events.push(event) % checkpointEvery === 0) stored.push(latest);
      return latest;
    },
    at(count) {
      if (!Number.isInteger(count) || count < 0 || count > events.length) {
        throw new RangeError(`there are ${events.length} events, so not the view after ${count}`);
      }
      if (count === events.length) return latest;
      const from = Math.floor(count / checkpointEvery);
      const rest = events.slice(from * checkpointEvery, count);
      return rest.reduce(apply, stored[from] as View);
    },
  };
}

/** The view after the first `count` of these events. A `timeline` seeks faster. */
export function foldTo<View, Event>(
  apply: (view: View, event: Event) => View,
  start: View,
  events: readonly Event[],
  count: number,
): View {
  let view = start;
  for (const event of events.slice(0, count)) view = apply(view, event);
  return view;
}
