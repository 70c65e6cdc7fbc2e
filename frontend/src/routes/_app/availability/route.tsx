import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/availability')({
  staticData: { crumb: 'shell:nav.availability' },
  loader: () => loadWords('availability', 'outages', 'maintenance', 'calendars', 'targets', 'systems'),
});
