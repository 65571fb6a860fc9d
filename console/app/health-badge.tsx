import { useHealth } from "../api/health.ts";
import { Status } from "../ui/status.tsx";

/** Whether the deployment can serve, in words; the System page has the parts. */
export function HealthBadge() {
  const health = useHealth();
  if (health === null) return null;
  if (!health.isReachable) return <Status value="DOWN" word="API does not answer" />;
  const down = Object.entries(health.dependencies).filter(([, { up }]) => !up).map(([name]) =>
    name
  );
  if (down.length > 0) return <Status value="DOWN" word={`${down.join(", ")} down`} />;
  return <Status value="UP" word="all parts up" />;
}
