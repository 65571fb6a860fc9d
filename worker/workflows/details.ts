/** The state of a conversation's workflow. Dates are ISO instants. */
export type Activity =
  | { at: "record" }
  | { at: "tools"; tools: readonly string[] }
  | { at: "wait"; until: string }
  | { at: "rest"; until: string };

/** The current details that Temporal's UI shows of a run: without content, and without an event. */
export function detailsOf(activity: Activity): string {
  switch (activity.at) {
    case "record":
      return "**Working**: reads the record, or calls the model.";
    case "tools":
      return `**Working**: calls tools (${activity.tools.join(", ") || "unnamed"}).`;
    case "wait":
      return `**Waiting** until ${activity.until}: for a retry, or for a decision about a tool call.`;
    case "rest":
      return `**Resting**: nothing is due. The run ends at ${activity.until} unless a message comes before.`;
  }
}
