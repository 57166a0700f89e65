import {ABOUT, BODIES, LEARNT, PARAMETERS, SERVICES, byOperation, byTag} from './story.js';
import {keepAccessible} from './accessible.js';
import * as session from './session.js';

const KNOWN = 'lethe-known';
/** How long the explorer listens to a stream, which by itself goes on for an hour. */
const LISTENING = 5_000;

const element = id => document.getElementById(id);
/** A number takes a few codes a day, and a password that stands in a document is none, so each tab begins with its own. */
const known = {number: randomNumber(), password: crypto.randomUUID(), importId: crypto.randomUUID(),
    ...JSON.parse(sessionStorage.getItem(KNOWN) ?? '{}')};
const filled = new Map();
let calls = [];
let ui;

function randomNumber() {
    return '+49151' + String(crypto.getRandomValues(new Uint32Array(1))[0] % 100_000_000).padStart(8, '0');
}

function learn(more) {
    Object.entries(more).filter(([, value]) => value !== undefined).forEach(([name, value]) => known[name] = value);
    sessionStorage.setItem(KNOWN, JSON.stringify(known));
}

/** One document of all services. Parts of the same name that differ keep the name of their service. */
function joined(documents) {
    const whole = {openapi: '3.1.0', info: {title: 'Lethe', version: 'v1', description: ABOUT}, tags: [], paths: {}, components: {}};
    for (const [service, document] of documents) {
        let text = JSON.stringify(document);
        for (const [kind, parts] of Object.entries(document.components ?? {})) {
            for (const name of Object.keys(parts)) {
                const other = whole.components[kind]?.[name];
                if (other && JSON.stringify(other) !== JSON.stringify(parts[name])) {
                    text = text.replaceAll(`"#/components/${kind}/${name}"`, `"#/components/${kind}/${name}-${service}"`)
                        .replaceAll(`"${name}":${JSON.stringify(parts[name])}`, `"${name}-${service}":${JSON.stringify(parts[name])}`);
                }
            }
        }
        const part = JSON.parse(text);
        whole.openapi = part.openapi;
        whole.tags.push(...part.tags ?? []);
        Object.assign(whole.paths, part.paths);
        Object.entries(part.components ?? {}).forEach(([kind, parts]) => whole.components[kind] = {...whole.components[kind], ...parts});
    }
    delete whole.components.securitySchemes;
    whole.servers = [{url: new URL('..', document.baseURI).pathname.replace(/\/$/, '') || '/'}];
    return whole;
}

function operations(document) {
    return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => {
        delete operation.security;
        // an example of what may be left out would be sent with every call
        operation.parameters?.filter(it => it.in === 'query' && !it.required).forEach(it => delete it.example);
        operation.summary = operation.summary?.replace(/`/g, '').replace(/\.$/, '');
        const pattern = new RegExp(path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+') + '$');
        const body = operation.requestBody?.content['application/json'];
        const example = BODIES[operation.operationId]?.(known);
        if (body && example) {
            body.example = example;
        }
        return {path, method, operation, id: operation.operationId, pattern, example: JSON.stringify(example, null, 2)};
    }));
}

const callOf = (url, method) => calls.find(call => call.method === method.toLowerCase() && call.pattern.test(new URL(url, location).pathname));

/** Fills every field with what is known, but those that were changed by hand. */
function fill() {
    const system = ui.getSystem();
    for (const call of calls) {
        const at = [call.path, call.method];
        if (BODIES[call.id]) {
            const now = system.oas3Selectors.requestBodyValue(...at);
            put(at.join(' '), now, () => JSON.stringify(BODIES[call.id](known), null, 2),
                value => system.oas3Actions.setRequestBodyValue({value, pathMethod: at}));
        }
        const parameters = system.specSelectors.specJson().getIn(['paths', ...at, 'parameters']) ?? [];
        parameters.forEach(parameter => {
            const name = parameter.get('name');
            const own = PARAMETERS[`${call.id}.${name}`];
            const value = (own ?? (parameter.get('in') === 'path' ? PARAMETERS[name] : undefined))?.(known);
            if (value !== undefined) {
                const now = system.specSelectors.parameterWithMetaByIdentity(at, parameter).get('value');
                put([...at, name].join(' '), now, () => value, next => system.specActions.changeParamByIdentity(at, parameter, next, false));
            }
        });
    }
}


/** Where Swagger UI begins anew with the example of the document, it takes what is known by now. */
const Remembering = () => ({statePlugins: {oas3: {wrapActions: {
    setRequestBodyValue: original => ({value, pathMethod}) => {
        const call = calls.find(it => it.path === pathMethod[0] && it.method === pathMethod[1]);
        return original({value: value === call?.example ? filled.get(pathMethod.join(' ')) ?? value : value, pathMethod});
    },
}}}});

function put(key, now, next, set) {
    const last = filled.get(key);
    if (now === undefined || now === null || now === '' || now === last) {
        const value = next();
        // a new clientId is for a new message, not for each look at the page
        if (last === undefined || withoutIds(value) !== withoutIds(last)) {
            filled.set(key, value);
            set(value);
        }
    }
}

const withoutIds = text => text.replace(/"clientId": "[^"]*"/, '');

/** What was sent is sent; the next message is another one. */
function renewClientId(call) {
    const system = ui.getSystem();
    const at = [call.path, call.method];
    const body = system.oas3Selectors.requestBodyValue(...at);
    const key = at.join(' ');
    if (typeof body === 'string' && body.includes('"clientId"')) {
        const next = body.replace(/("clientId"\s*:\s*)"[^"]*"/, `$1"${crypto.randomUUID()}"`);
        if (filled.get(key) === body) {
            filled.set(key, next);
        }
        system.oas3Actions.setRequestBodyValue({value: next, pathMethod: at});
    }
}

async function send(url, request) {
    const call = callOf(url, request.method);
    const answer = call?.id === 'streamUpdates' ? await beginning(url, request) : await fetch(url, request);
    if (call && answer.ok) {
        await note(call, answer.clone());
    }
    return answer;
}

async function note(call, answer) {
    const told = /json/.test(answer.headers.get('Content-Type')) ? await answer.json() : {};
    if (told.accessToken) {
        session.adopt(told);
    }
    if (call.id === 'logOut') {
        session.forget();
    }
    learn(LEARNT[call.id]?.(told) ?? {});
    renewClientId(call);
    fill();
}

/** What a stream says at first. */
async function beginning(url, request) {
    const end = new AbortController();
    const answer = await fetch(url, {...request, signal: end.signal});
    if (!answer.ok) {
        return answer;
    }
    const timer = setTimeout(() => end.abort(), LISTENING);
    let text = '';
    try {
        for await (const part of chunks(answer.body.pipeThrough(new TextDecoderStream()))) {
            text += part;
        }
    } catch (failure) {
        if (failure.name !== 'AbortError') {
            throw failure;
        }
    } finally {
        clearTimeout(timer);
    }
    return new Response(text, {status: answer.status, headers: answer.headers});
}

async function* chunks(stream) {
    const reader = stream.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
        yield read.value;
    }
}

async function prepare(request) {
    if (request.loadSpec) {
        return request;
    }
    const token = await session.accessToken();
    if (token) {
        request.headers.Authorization = `Bearer ${token}`;
    }
    if (request.body instanceof File) {
        request.headers['Content-Type'] = request.body.type || 'application/octet-stream';
        request.headers['Content-Disposition'] ??= `attachment; filename*=UTF-8''${encodeURIComponent(request.body.name)}`;
    }
    request.userFetch = send;
    return request;
}

function say(text) {
    element('said').textContent = text;
}

async function showWho() {
    element('signed-out').hidden = session.signedIn();
    element('signed-in').hidden = !session.signedIn();
    element('me').textContent = known.name ?? known.accountId ?? known.number;
    if (ui && session.signedIn()) {
        learn({refreshToken: session.refreshToken()});
        fill();
    }
}

async function lookAtMe() {
    const token = await session.accessToken();
    const answer = token && await fetch(session.address('v1/me'), {headers: {Authorization: `Bearer ${token}`}});
    if (answer?.ok) {
        const me = await answer.json();
        learn({accountId: me.id, name: [me.firstName, me.number].filter(Boolean).join(', ')});
    } else if (answer?.status === 401) {
        session.forget();
    }
    showWho();
}

async function enter(answer) {
    if (!answer.ok) {
        say(await session.problem(answer));
        return;
    }
    session.adopt(await answer.json());
    element('code').value = '';
    element('password').value = '';
    element('give').hidden = true;
    element('invitation').value = '';
    element('invited').hidden = true;
    say('');
    lookAtMe();
}

function listenToForms() {
    element('number').value = known.number;
    element('ask').addEventListener('submit', async event => {
        event.preventDefault();
        learn({number: element('number').value.trim()});
        const answer = await session.post('v1/sign-in/codes', {number: known.number, delivery: 'sms'});
        if (!answer.ok) {
            say(await session.problem(answer));
            return;
        }
        learn(await answer.json());
        element('enter').hidden = false;
        element('code').focus();
        say('The code is on its way.');
    });
    element('enter').addEventListener('submit', async event => {
        event.preventDefault();
        const answer = await session.post('v1/sign-in/sessions',
            {requestId: known.requestId, code: element('code').value.trim(), deviceName: 'API explorer', firstName: 'Ada'});
        const asked = answer.status === 403 && await answer.clone().json();
        if (asked?.code === 'password-required') {
            element('give').hidden = false;
            element('password').focus();
            say(`${asked.title}${asked.hint ? ` The hint: ${asked.hint}` : ''}`);
            return;
        }
        if (asked?.code === 'invitation-required') {
            element('invited').hidden = false;
            element('invitation').focus();
            say(asked.title);
            return;
        }
        enter(answer);
    });
    element('invited').addEventListener('submit', async event => {
        event.preventDefault();
        enter(await session.post('v1/sign-in/sessions', {requestId: known.requestId, code: element('code').value.trim(),
            deviceName: 'API explorer', firstName: 'Ada', invitation: element('invitation').value.trim()}));
    });
    element('give').addEventListener('submit', async event => {
        event.preventDefault();
        enter(await session.post('v1/sign-in/password',
            {requestId: known.requestId, password: element('password').value, deviceName: 'API explorer'}));
    });
    element('sign-out').addEventListener('click', async () => {
        const token = await session.accessToken();
        await fetch(session.address('v1/sessions/current'), {method: 'DELETE', headers: {Authorization: `Bearer ${token}`}});
        session.forget();
    });
}

async function show() {
    const documents = await Promise.allSettled(SERVICES.map(async service => {
        const answer = await fetch(session.address('docs/' + service));
        if (!answer.ok) {
            throw new Error(service);
        }
        return [service, await answer.json()];
    }));
    const away = SERVICES.filter((_, i) => documents[i].status === 'rejected');
    if (away.length) {
        say(`Away for the moment: ${away.join(', ')}. Reload the page for their calls.`);
    }
    const spec = joined(documents.filter(it => it.status === 'fulfilled').map(it => it.value));
    calls = operations(spec);
    element('calls').textContent = '';
    keepAccessible(element('calls'));
    ui = SwaggerUIBundle({
        spec,
        domNode: element('calls'),
        docExpansion: 'list',
        defaultModelsExpandDepth: -1,
        displayOperationId: false,
        displayRequestDuration: true,
        tryItOutEnabled: true,
        validatorUrl: null,
        plugins: [Remembering],
        tagsSorter: byTag,
        operationsSorter: byOperation,
        requestInterceptor: prepare,
        onComplete: () => {
            fill();
            showWho();
        },
    });
}

session.onChange(showWho);
listenToForms();
lookAtMe();
show();
