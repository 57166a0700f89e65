// One sign-in for all calls. It stays in this tab, over a reload too, and goes with it.

const KEPT = 'lethe-session';
const EARLY = 30_000;

let session = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
let renewal = null;
const listeners = [];

export const signedIn = () => session !== null;
export const refreshToken = () => session?.refreshToken;
export const onChange = listener => listeners.push(listener);

function keep(next) {
    session = next;
    if (next) {
        sessionStorage.setItem(KEPT, JSON.stringify(next));
    } else {
        sessionStorage.removeItem(KEPT);
    }
    listeners.forEach(listener => listener());
}

/** Takes the tokens of an answer, wherever they were asked for. */
export function adopt(tokens) {
    keep({accessToken: tokens.accessToken, refreshToken: tokens.refreshToken, expiresAt: expiry(tokens.accessToken)});
}

export const forget = () => keep(null);

function expiry(token) {
    const claims = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(atob(claims)).exp * 1000;
}

/** An access token that still holds for a while, or none. */
export async function accessToken() {
    if (session && session.expiresAt - Date.now() < EARLY) {
        renewal ??= renew().finally(() => renewal = null);
        await renewal;
    }
    return session?.accessToken;
}

async function renew() {
    const answer = await post('v1/tokens', {refreshToken: session.refreshToken});
    if (answer.ok) {
        adopt(await answer.json());
    } else if (answer.status === 401) {
        forget();
    }
}

/** Addresses are relative, so that they hold below any path of a proxy. */
export const address = path => new URL('../' + path, document.baseURI).href;

export const post = (path, body) => fetch(address(path),
    {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});

/** Says in words what went wrong. */
export async function problem(answer) {
    const told = await answer.json().catch(() => ({}));
    return [told.detail ?? told.title ?? `The answer was ${answer.status}.`,
        ...(told.errors ?? []).map(error => `${error.field}: ${error.message}`)].join(' ');
}
