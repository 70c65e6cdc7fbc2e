import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/budgets/lines')({ staticData: { crumb: 'budgets:nav.lines' } });
