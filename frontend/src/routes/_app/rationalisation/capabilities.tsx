import { createFileRoute } from '@tanstack/react-router';
import { MapPage } from '@/features/rationalisation/MapPage';

export const Route = createFileRoute('/_app/rationalisation/capabilities')({
  staticData: { crumb: 'rationalisation:nav.capabilities' },
  component: () => <MapPage />,
});
