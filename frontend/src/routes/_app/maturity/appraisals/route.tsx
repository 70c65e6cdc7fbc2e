import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/maturity/appraisals')({ staticData: { crumb: 'maturity:list.title' } });
