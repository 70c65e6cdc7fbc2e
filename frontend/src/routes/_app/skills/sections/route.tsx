import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/skills/sections')({
  staticData: { crumb: 'skills:nav.sections' },
});
