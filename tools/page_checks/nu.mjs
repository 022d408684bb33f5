// The Nu HTML checker's findings, warnings and all.
import { spawnSync } from "node:child_process";
import { modules } from "./browser.mjs";

const JAR = `${modules}/node_modules/vnu-jar/build/dist/vnu.jar`;

export const nuFindings = (file) => {
  const done = spawnSync("java", ["-Xss16m", "-jar", JAR, "--format", "json", "--exit-zero-always", file], {
    encoding: "utf-8",
    maxBuffer: 1 << 28,
  });
  const told = done.stderr.slice(done.stderr.indexOf("{"));
  if (done.status !== 0 || !told) throw new Error(`the Nu HTML checker did not run: ${done.stderr.slice(0, 400)}`);
  return JSON.parse(told).messages.map(
    (m) => `Nu ${m.subType || m.type}, line ${m.lastLine}: ${m.message} ${(m.extract || "").slice(0, 120)}`
  );
};
