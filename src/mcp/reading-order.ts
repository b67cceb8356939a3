import type { BundleFile } from '../deliver/index.ts';
import type { ApiDesign, Resource } from '../design/api-design.ts';

/**
 * The files of a project with those of the designed endpoints first: the packages of the resources that do more than
 * CRUD, or of all resources when none does. Nothing else changes places.
 */
export function endpointsFirst(files: readonly BundleFile[], design: ApiDesign): readonly BundleFile[] {
  const custom = design.resources.filter((resource) => resource.actions.length > 0);
  const own = custom.length > 0 ? custom : design.resources;
  const isOwn = (file: BundleFile): boolean => own.some((resource) => belongsTo(file, resource));
  return [...files.filter(isOwn), ...files.filter((file) => !isOwn(file))];
}

/** A package has the plural name of its resource, with a suffix when that name is reserved. */
function belongsTo(file: BundleFile, { plural }: Resource): boolean {
  const [app, folder] = file.path.split('/');
  return app === 'app' && (folder === plural || folder === `${plural}_resource`);
}
