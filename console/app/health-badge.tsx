import { useHealth } from "../api/health.ts";
import { Status } from "../ui/status.tsx";

/** Whether the deployment can serve, in words; the System page has the parts. */
export function HealthBadge() {
  const health = useHealth();
  if (health === null) return null;
  if (!health.isReachable) return <Status value="DOWN" word="API does not answer" />;
  const { missing } = health;
  if (missing.length === 0) return <Status value="UP" word="all parts up" />;
  const [first] = missing;
  if (first?.doing && missing.every(({ isStarting }) => isStarting)) {
    return <Status value="RUNNING" word={`starting ${first.name}: ${first.doing}`} />;
  }
  const names = missing.map(({ name }) => name).join(", ");
  return missing.every(({ isStarting }) => isStarting)
    ? <Status value="RUNNING" word={`starting ${names}`} />
    : <Status value="DOWN" word={`${names} down`} />;
}
