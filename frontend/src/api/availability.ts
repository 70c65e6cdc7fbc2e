import { queryOptions } from '@tanstack/react-query';
import { del, get, post, put, type Schemas } from './client';
import { type Asked, facetsOptions, listOptions, oneOptions } from './queries';

export type Matrix = Schemas['AvailabilityMatrix'];
export type MatrixRow = Schemas['AvailabilityRow'];
export type Cell = Schemas['AvailabilityCell'];
export type SystemAvailability = Schemas['AvailabilityDetail'];
export type MonthUnfolded = Schemas['AvailabilityUnfolded'];
export type MonthItem = Schemas['AvailabilityMonthItem'];
export type Outage = Schemas['AvailabilityOutageItem'];
export type OutageEdit = Schemas['AvailabilityOutageEdit'];
export type Maintenance = Schemas['AvailabilityMaintenanceItem'];
export type MaintenanceEdit = Schemas['AvailabilityMaintenanceEdit'];
export type Calendar = Schemas['AvailabilityCalendarItem'];
export type CalendarEdit = Schemas['AvailabilityCalendarEdit'];
export type Edition = Schemas['AvailabilityEdition'];
export type Target = Schemas['AvailabilityTargetItem'];
export type TargetEdit = Schemas['AvailabilityTargetEdit'];

export const matrixOptions = (query: Asked<'/availability'>) => listOptions('/availability', query);
export const monthsOptions = (query: Asked<'/availability/months'>) => listOptions('/availability/months', query);

export const systemAvailabilityOptions = (id: string, ending?: string) =>
  queryOptions({
    queryKey: ['availability/systems', id, ending ?? ''],
    queryFn: ({ signal }) => get('/availability/systems/{id}', { path: { id }, query: { ending }, signal }),
  });

export const monthOptions = (id: string, month: string) =>
  queryOptions({
    queryKey: ['availability/systems', id, 'month', month],
    queryFn: ({ signal }) => get('/availability/systems/{id}/months/{month}', { path: { id, month }, signal }),
  });

export const outagesOptions = (query: Asked<'/availability/outages'>) => listOptions('/availability/outages', query);
export const outageFacetsOptions = (query: Asked<'/availability/outages/facets'>) =>
  facetsOptions('/availability/outages/facets', query);
export const outageOptions = (id: string) => oneOptions('availability/outages', id);
export const reportOutage = (body: OutageEdit, intent: string) => post('/availability/outages', { body, intent });
export const updateOutage = (id: string, body: OutageEdit, version: number) =>
  put('/availability/outages/{id}', { path: { id }, body, version });
export const deleteOutage = (id: string, version: number, reason: string) =>
  del('/availability/outages/{id}', { path: { id }, version, query: { reason } });
export const closeOutage = (id: string, body: Schemas['AvailabilityEnding'], version: number, intent: string) =>
  post('/availability/outages/{id}/close', { path: { id }, body, version, intent });
export const excludeOutage = (id: string, exclude: boolean, reason: string, version: number, intent: string) =>
  exclude
    ? post('/availability/outages/{id}/exclude', { path: { id }, body: { reason }, version, intent })
    : post('/availability/outages/{id}/include', { path: { id }, body: { reason }, version, intent });

export const maintenancesOptions = (query: Asked<'/availability/maintenance'>) =>
  listOptions('/availability/maintenance', query);
export const maintenanceFacetsOptions = (query: Asked<'/availability/maintenance/facets'>) =>
  facetsOptions('/availability/maintenance/facets', query);
export const maintenanceOptions = (id: string) => oneOptions('availability/maintenance', id);
export const planMaintenance = (body: Schemas['AvailabilityMaintenanceDraft'], intent: string) =>
  post('/availability/maintenance', { body, intent });
export const updateMaintenance = (id: string, body: MaintenanceEdit, version: number) =>
  put('/availability/maintenance/{id}', { path: { id }, body, version });
export const approveMaintenance = (id: string, version: number, intent: string) =>
  post('/availability/maintenance/{id}/approve', { path: { id }, version, intent });
export const announceMaintenance = (id: string, how: string, version: number, intent: string) =>
  post('/availability/maintenance/{id}/announce', { path: { id }, body: { how }, version, intent });
export const recordMaintenance = (
  id: string,
  body: Schemas['AvailabilityActualEdit'],
  version: number,
  intent: string,
) => post('/availability/maintenance/{id}/record', { path: { id }, body, version, intent });
export const cancelMaintenance = (id: string, reason: string, version: number, intent: string) =>
  post('/availability/maintenance/{id}/cancel', { path: { id }, body: { reason }, version, intent });

export const calendarsOptions = (query: Asked<'/availability/calendars'>) =>
  listOptions('/availability/calendars', query);
export const calendarOptions = (id: string) => oneOptions('availability/calendars', id);
export const calendarDaysOptions = (id: string, month: string) =>
  queryOptions({
    queryKey: ['availability/calendars', 'one', id, 'days', month],
    queryFn: ({ signal }) => get('/availability/calendars/{id}/days', { path: { id }, query: { month }, signal }),
  });
export const createCalendar = (body: Schemas['AvailabilityCalendarDraft'], intent: string) =>
  post('/availability/calendars', { body, intent });
export const updateCalendar = (id: string, body: CalendarEdit, version: number) =>
  put('/availability/calendars/{id}', { path: { id }, body, version });
export const deleteCalendar = (id: string, version: number, reason: string) =>
  del('/availability/calendars/{id}', { path: { id }, version, query: { reason } });

export const targetsOptions = (query: Asked<'/availability/targets'>) => listOptions('/availability/targets', query);
export const targetOptions = (id: string) => oneOptions('availability/targets', id);
export const createTarget = (body: Schemas['AvailabilityTargetDraft'], intent: string) =>
  post('/availability/targets', { body, intent });
export const updateTarget = (id: string, body: TargetEdit, version: number) =>
  put('/availability/targets/{id}', { path: { id }, body, version });
export const deleteTarget = (id: string, version: number, reason: string) =>
  del('/availability/targets/{id}', { path: { id }, version, query: { reason } });
