import { Status } from "../../../ui/status.tsx";

/** Whether a run's newest report is verified. Anything else than verified is not verified. */
export function Verified({ isVerified }: { isVerified: boolean }) {
  return <Status value={isVerified ? "VERIFIED" : "NOT_VERIFIED"} />;
}
