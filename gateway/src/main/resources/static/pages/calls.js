// Calls of the API, below whatever path the suite stands.

export const root = new URL('../', import.meta.url);

/**
 * One call. Resolves to its status and what it says, also when that is a problem; a status of 0 means that nobody answered.
 */
export async function call(method, path, {body, token, keepalive} = {}) {
    const headers = {Accept: 'application/json'};
    if (body) {
        headers['Content-Type'] = 'application/json';
    }
    if (token) {
        headers.Authorization = `Bearer ${token}`;
    }
    try {
        const answer = await fetch(new URL(path, root), {method, headers, keepalive, cache: 'no-store', body: body && JSON.stringify(body)});
        const told = await answer.json().catch(() => ({}));
        return {status: answer.status, ok: answer.ok, told, retryAfter: Number(answer.headers.get('Retry-After') ?? 0)};
    } catch {
        return {status: 0, ok: false, told: {}, retryAfter: 0};
    }
}

/** Offers a text as a file. */
export function save(name, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
