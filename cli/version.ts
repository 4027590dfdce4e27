// The package's version, as its manifest states it.

import manifest from "../package.json" with { type: "json" };

export const VERSION: string = manifest.version;
