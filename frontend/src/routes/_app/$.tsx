import { createFileRoute } from '@tanstack/react-router';
import { NotFoundScreen } from '@/shell/screens';

/** An address that leads nowhere keeps the shell, so that one can go on from there. */
export const Route = createFileRoute('/_app/$')({ component: NotFoundScreen });
