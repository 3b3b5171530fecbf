// Calls of probe.js on standard input, as JSON [[name, argument, …], …]; answers on standard output.
import { readFileSync } from "node:fs";
import * as probes from "./probe.js";

const calls = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(calls.map(([name, ...given]) => probes[name](...given))));
