import { useState } from 'react';
import { SystemAvailabilityView } from './SystemAvailabilityView';

/** The availability of a system as a tab of its page. */
export function SystemAvailabilityTab({ id }: { id: string }) {
  const [search, setSearch] = useState<{ ending?: string; month?: string }>({});
  return <SystemAvailabilityView id={id} {...search} onSearch={setSearch} />;
}
