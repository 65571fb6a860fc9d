import { useViewer } from "../api/viewer.tsx";
import { useSession } from "../session/session-gate.tsx";
import { Button } from "../ui/button.tsx";

/** Signs the tab out. Nothing where the API needs no token. */
export function SignOut() {
  const session = useSession();
  const subject = useViewer()?.viewer.subject;
  if (session.get() === "open") return null;
  return (
    <Button
      kind="plain"
      title={`Signed in as ${subject ?? "…"}`}
      onClick={() => session.signOut()}
    >
      Sign out
    </Button>
  );
}
