import type { Status } from "../../../document-types.generated.ts";

/** What the list can be narrowed to. */
export const statuses: readonly { value: Status; words: string }[] = [
  { value: "QUEUED", words: "Queued" },
  { value: "RUNNING", words: "Running" },
  { value: "COMPLETED", words: "Completed" },
  { value: "FAILED", words: "Failed" },
  { value: "CANCELLED", words: "Cancelled" },
];

/** The status that an address names; null: all. */
export const statusIn = (text: string | null): Status | null =>
  statuses.find(({ value }) => value === text?.toUpperCase())?.value ?? null;
