import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { TablePatch, TableSearch } from './search';

/** Writes a table's state into the address of the present route, leaving the rest of it as it is. */
export function useTableSearch(): (patch: TablePatch, replace?: boolean) => void {
  const navigate = useNavigate();
  return useCallback(
    (patch, replace = false) => {
      void navigate({
        to: '.',
        search: (now: TableSearch) => ({ ...now, ...patch }),
        replace,
        resetScroll: false,
      } as Parameters<typeof navigate>[0]);
    },
    [navigate],
  );
}
