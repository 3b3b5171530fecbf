/** What the form asks of the app, on this machine alone. Every answer is data or one sentence. */

/** @typedef {Record<string, any> & { error?: string }} Answer */

const SILENT = "The app does not answer; is it still running?";

/**
 * Send a file as it is.
 * @param {File} file
 * @param {AbortSignal} signal
 * @param {(share: number) => void} report told how much of it has gone
 * @returns {Promise<Answer>}
 */
export function send(file, signal, report) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/-/data");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name.slice(-200)));
    request.upload.onprogress = ({ loaded, total }) => report(total ? loaded / total : 1);
    request.onload = () => resolve(read(request.responseText));
    request.onerror = () => resolve({ error: SILENT });
    request.onabort = () => resolve({ error: "Stopped." });
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/**
 * @param {string} address
 * @param {object} content
 * @returns {Promise<Answer>}
 */
export async function ask(address, content) {
  try {
    const answer = await fetch(address, post(content));
    return read(await answer.text());
  } catch {
    return { error: SILENT };
  }
}

/**
 * Ask, and take the answer line by line as it comes.
 * @param {string} address
 * @param {object} content
 * @param {AbortSignal} signal
 * @param {(line: Answer) => void} take
 */
export async function follow(address, content, signal, take) {
  let rest = "";
  try {
    const answer = await fetch(address, { ...post(content), signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (true) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: "" };
      const lines = (rest + (value ?? "")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line) take(read(line));
      if (done) break;
    }
    if (rest) take(read(rest));
  } catch {
    if (!signal.aborted) take({ error: SILENT });
  }
}

/** @param {object} content */
function post(content) {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(content),
  };
}

/**
 * @param {string} text
 * @returns {Answer}
 */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { error: "The app gave an answer that cannot be read." };
  }
}
