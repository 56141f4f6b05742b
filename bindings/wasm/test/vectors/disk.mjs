// The repository on the disk.

import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The top folder of the repository. */
export const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/** The folders that the definitions lie in. */
export const DEFINITIONS = ["instruments/definitions", "tests/definitions"];

/** The text of a file, by its path from the top folder. */
export function read(path) {
  return readFile(ROOT + path, "utf8");
}

/** The JSON files below a folder, as paths from there without the ending, sorted. */
export async function below(folder) {
  const entries = await readdir(ROOT + folder, { recursive: true });
  const paths = entries.map((path) => path.replaceAll("\\", "/"));
  return paths.filter((path) => path.endsWith(".json")).map((path) => path.slice(0, -".json".length)).sort();
}

/** The paths of all definitions. */
export async function definitions() {
  const inFolder = async (folder) => (await below(folder)).map((name) => `${folder}/${name}.json`);
  return (await Promise.all(DEFINITIONS.map(inFolder))).flat();
}
