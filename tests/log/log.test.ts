// Tests on one stack whose connections to PostgreSQL they cut, see log-stack.ts. What restores PostgreSQL's folder is the
// end of the last file.
import "./writing.ts";
import "./feeding.ts";
import "./reading.ts";
