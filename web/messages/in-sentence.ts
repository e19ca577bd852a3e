/** A name within a sentence: in Dutch the accents of a stressed "één" go with its capital. */
export const inSentence = (name: string): string => name.replace(/^Eén/, 'Één').toLowerCase();
