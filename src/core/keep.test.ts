import { expect, test } from 'vitest';
import { editingMs, keepResponse, sendingMs } from './keep.ts';
import type { Kept } from './ports.ts';
import { sampleAt as now, sampleResponse } from './samples.ts';

const response = sampleResponse({ revision: 2 });
const kept: Kept = { response, heldUntil: now + editingMs, tries: 3, nextAt: now + 5, refused: undefined };

test('holds what the visitor may still change for a minute, and what is final for as long as a POST may take', () => {
  expect(keepResponse(undefined, response, false, now)).toMatchObject({ response, heldUntil: now + 60_000 });
  expect(keepResponse(undefined, response, true, now)).toMatchObject({ response, heldUntil: now + 15_000 });
  expect(sendingMs).toBeLessThan(editingMs);
});

test('begins with no try, and free of any wait', () => {
  expect(keepResponse(undefined, response, true, now)).toMatchObject({ tries: 0, nextAt: 0 });
});

test('holds the same revision anew when it becomes final', () => {
  expect(keepResponse(kept, response, true, now)).toMatchObject({ response, heldUntil: now + 15_000, nextAt: 0 });
});

test('a newer revision gets a new chance, but not a younger age', () => {
  const refused: Kept = { ...kept, refused: { reason: 'status', status: 400, at: now } };
  const newer = sampleResponse({ revision: 3 });
  expect(keepResponse(refused, newer, true, now)).toMatchObject({ response: newer, tries: 3, refused: undefined });
});

test('an older revision never replaces a newer one, and changes nothing of it', () => {
  expect(keepResponse(kept, sampleResponse({ revision: 1 }), true, now)).toBe(kept);
});

test('leaves what a later version put beside it', () => {
  expect(keepResponse({ ...kept, color: 'red' } as Kept, response, true, now)).toHaveProperty('color', 'red');
});
