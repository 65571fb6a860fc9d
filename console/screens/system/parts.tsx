import { useHealth } from "../../api/health.ts";
import { Loading } from "../../ui/loading.tsx";
import { Section } from "../../ui/page.tsx";
import { Status } from "../../ui/status.tsx";
import list from "../../ui/list.module.css";

/** What it means for users when a part is down. */
const consequences: Readonly<Record<string, string>> = {
  database: "Nothing can be read or written until it is back. Nothing is lost.",
  temporal: "Messages are accepted and answered once it is back.",
  worker: "Messages are accepted and answered once a worker runs.",
};

/** Each part of the deployment: whether it answers, and what follows where it does not. */
export function Parts() {
  const health = useHealth();
  return (
    <Section title="Parts">
      {health === null ? <Loading what="the parts" /> : (
        <ul className={list["list"]}>
          <li className={list["row"]}>
            <span className={list["name"]}>API</span>
            <Status value={health.isReachable ? "UP" : "DOWN"} />
          </li>
          {Object.entries(health.dependencies).map(([name, { up }]) => (
            <li key={name} className={list["row"]}>
              <span className={list["name"]}>{name}</span>
              {!up && <span className={list["muted"]}>{consequences[name]}</span>}
              <Status value={up ? "UP" : "DOWN"} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
