import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/maturity/models')({ staticData: { crumb: 'maturity:models.title' } });
