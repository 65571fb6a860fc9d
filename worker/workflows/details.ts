/** The state of a conversation's workflow. Dates are ISO instants. */
export type Activity =
  | { at: "record" }
  | { at: "tools"; tools: readonly string[] }
  | { at: "wait"; until: string }
  | { at: "rest"; until: string };

/** The current details of a run in Temporal's UI. They have no content, and add no event to the history. */
export function detailsOf(activity: Activity): string {
  switch (activity.at) {
    case "record":
      return "**Working**: reads the record or calls the model.";
    case "tools":
      return `**Working**: calls tools (${activity.tools.join(", ") || "unnamed"}).`;
    case "wait":
      return `**Waiting** until ${activity.until}: for a retry, or for a decision about a tool call.`;
    case "rest":
      return `**Resting**: no action is pending. The run ends at ${activity.until} unless a message arrives before.`;
  }
}
