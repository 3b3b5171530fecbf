// For each script that a page carries: its module and all that this imports, as one file without
// what only readers of the source need. They are kept in the repository, so that neither a page
// nor an install needs Node.
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { minify } from "terser";

const MODULES = [
  "page/static/early.js",
  "page/static/page.js",
  "page/static/gallery.js",
  "app/drop/static/drop.js",
  "app/interview/static/form.js",
  "app/watch/static/watch.js",
];
const TARGET = "es2022";

/** @param {string} module */
async function bundled(module) {
  const { outputFiles } = await build({
    entryPoints: [module],
    bundle: true,
    charset: "utf8",
    // a classic script keeps its names to itself; a module does so anyway
    format: module.startsWith("src/fieldwise/page") && !module.endsWith("early.js") ? "esm" : "iife",
    legalComments: "none",
    minify: true,
    target: TARGET,
    write: false,
  });
  const { code = "" } = await minify(outputFiles[0].text, {
    compress: { ecma: 2020, passes: 3 },
    ecma: 2020,
    format: { ecma: 2020 },
    module: true,
    toplevel: true,
  });
  return `${code.replaceAll("</", "<\\/")}\n`;
}

const old = [];
for (const module of MODULES.map((path) => `src/fieldwise/${path}`)) {
  const file = module.replace(/\.js$/, ".min.js");
  const made = await bundled(module);
  if ((await readFile(file, "utf8").catch(() => "")) === made) continue;
  old.push(file);
  if (!process.argv.includes("--check")) await writeFile(file, made);
}
for (const file of old) console.log(process.argv.includes("--check") ? `${file} is old: run scripts/bundle` : file);
process.exitCode = old.length > 0 && process.argv.includes("--check") ? 1 : 0;
