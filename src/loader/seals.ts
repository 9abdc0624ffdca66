// The hashes of all parts but the two whose hashes the loader holds itself, this one and the prompt.
export * from 'virtual:seals';
