// The figures' model on a page: what a notebook front end would give them, without a notebook.

/**
 * @param {Record<string, unknown>} values
 * @returns {import("./types").Model}
 */
export function createModel(values) {
  /** @type {Map<string, Set<() => void>>} */
  const listeners = new Map();
  return {
    get: (key) => values[key],
    set(key, value) {
      // to draw takes longer than to compare
      if (JSON.stringify(values[key]) === JSON.stringify(value)) return;
      values[key] = value;
      listeners.get(`change:${key}`)?.forEach((listener) => listener());
    },
    on(event, listener) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    off(event, listener) {
      listeners.get(event)?.delete(listener);
    },
    save_changes() {},
  };
}
