// Makes the console's style sheet, scripts and font from the packages of package.json. Usage: node build.mjs FOLDER
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const target = process.argv[2];
if (!target) {
  throw new Error("Name the folder to write: node build.mjs FOLDER");
}

await mkdir(target, { recursive: true });
const style = compile(join(here, "Styles", "console.scss"), { loadPaths: [here], style: "compressed", quietDeps: true });
await writeFile(join(target, "console.css"), style.css);
await copyFile(join(here, "Scripts", "console.js"), join(target, "console.js"));
await copyFile(join(here, "Styles", "icon.svg"), join(target, "icon.svg"));
await copyFile(join(packages, "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js"), join(target, "govuk-frontend.min.js"));
await copyFile(join(packages, "@fontsource-variable", "inter", "files", "inter-latin-wght-normal.woff2"), join(target, "inter-latin.woff2"));

// The licences ask to be beside what they cover.
const licences = [
  ["govuk-frontend", "LICENSE.txt"],
  ["@ministryofjustice/frontend", "LICENSE"],
  ["@fontsource-variable/inter", "LICENSE"],
];
let text = "";
for (const [name, file] of licences) {
  const found = await readFile(join(packages, name, file), "utf8").catch(() => readLicence(name));
  text += `${name}\n${"-".repeat(name.length)}\n${found.trim()}\n\n`;
}

await writeFile(join(target, "licences.txt"), text);

// Of a package without the file: the licence that its manifest names.
async function readLicence(name) {
  return JSON.parse(await readFile(join(packages, name, "package.json"), "utf8")).license;
}
