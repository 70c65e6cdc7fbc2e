import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { makeQueryClient } from '@/api/queries';

/** Shows a part inside a router and a cache of its own, at "/". Resolves once the router has drawn it. */
export async function show(part: ReactNode) {
  const root = createRootRoute({ component: () => part });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  await router.load();
  const queryClient = makeQueryClient();
  return render(
    <QueryClientProvider client={queryClient}>
      {/* biome-ignore lint/suspicious/noExplicitAny: a router of one route is not the app's registered one */}
      <RouterProvider router={router as any} />
    </QueryClientProvider>,
  );
}
