export { type Bundle, type BundleFile, createBundle, sha256, type TextFile } from './bundle.ts';
export { BundleStore } from './bundle-store.ts';
export { cacheFolder, DesignCache, type Recipe } from './design-cache.ts';
export { createProjectBundle, DESIGN_PATH, MANIFEST_PATH } from './manifest.ts';
export { pathProblem } from './paths.ts';
export { ON_CONFLICT, type OnConflict, WriteError } from './write-plan.ts';
export { type WriteReport, writeFiles } from './write-files.ts';
