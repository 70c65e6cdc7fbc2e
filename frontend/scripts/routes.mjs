// Writes src/routeTree.gen.ts from the files under src/routes, so that types can be checked without a build.
import { Generator, getConfig } from '@tanstack/router-generator';

const root = new URL('..', import.meta.url).pathname;
const config = getConfig(
  { target: 'react', routesDirectory: 'src/routes', generatedRouteTree: 'src/routeTree.gen.ts', disableLogging: true },
  root,
);
await new Generator({ config, root }).run();
