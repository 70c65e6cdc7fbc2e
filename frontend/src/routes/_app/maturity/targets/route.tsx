import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/maturity/targets')({ staticData: { crumb: 'maturity:targets.title' } });
