/** The turns that failed last, with their traces. */
export function RecentFailures() {
  return null;
}
