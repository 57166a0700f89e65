// The end of an account, for people without their app at hand. Tokens stay in this page and go with it.

import {call, root} from './calls.js';
import {moment, problem, words} from './words.js';

const EARLY = 30_000;
const NOTICE_TRIES = 10;
const SERVICE_CHAT = '00000000-0000-4000-8000-000000000001';

const element = id => document.getElementById(id);
const steps = ['number', 'code', 'password', 'forgotten', 'waiting', 'what', 'confirm', 'over'];
let requestId;
let session;
let deletion;
let password;
let stays = false;

on('number', async () => {
    const answer = await call('POST', 'v1/sign-in/codes', {body: {number: element('number').value, delivery: 'sms'}});
    if (answer.ok) {
        requestId = answer.told.requestId;
        go('code');
    }
    return answer;
});

on('code', async () => {
    const body = {requestId, code: digits('sms-code'), deviceName: words.deviceName, register: false};
    const answer = await call('POST', 'v1/sign-in/sessions', {body});
    if (answer.told.code === 'password-required') {
        element('password-hint').textContent = answer.told.hint ? words.hint(answer.told.hint) : '';
        go('password');
        return {ok: true};
    }
    return entered(answer);
});

on('password', async () => {
    password = element('password').value;
    const body = {requestId, password, deviceName: words.deviceName};
    return entered(await call('POST', 'v1/sign-in/password', {body}));
});

element('forgotten').addEventListener('click', () => go('forgotten'));

on('forgotten', async () => {
    if (!isTyped('forgotten-word')) {
        return {ok: false, text: words.wordMissing};
    }
    const answer = await call('POST', 'v1/sign-in/deletion', {body: {requestId}});
    if (answer.ok) {
        tell(answer.told, words.inAWeek(moment(answer.told.executesAt)));
    }
    return answer;
});

async function entered(answer) {
    if (answer.ok) {
        adopt(answer.told);
        session.accountId = answer.told.accountId;
        await look();
    }
    return answer;
}

on('what', async () => {
    const answer = await authorized('POST', 'v1/me/deletion');
    if (answer.ok) {
        deletion = answer.told;
        element('where').textContent = deletion.delivery === 'sms' ? words.bySms
            : deletion.waits === 'none' ? words.byApp : words.byOldApp;
        element('waits').textContent = deletion.waits === 'none' ? '' : words.waits;
        go('confirm');
        if (deletion.delivery === 'app') {
            showIfItComesHere();
        }
    }
    return answer;
});

on('confirm', async () => {
    if (!isTyped('word')) {
        return {ok: false, text: words.wordMissing};
    }
    const body = {requestId: deletion.requestId, code: digits('deletion-code'), forEveryone: element('everyone').checked, password};
    const answer = await call('POST', 'v1/me/deletion/confirmation', {body});
    if (answer.ok) {
        // the session that asked carries a waiting deletion; signing out would stop it
        stays = true;
        if (answer.told.state === 'executed') {
            location.assign(receiptPage(answer.told));
        } else {
            tell(answer.told, words.scheduled(moment(answer.told.executesAt)));
        }
    }
    return answer;
});

/** A deletion that waits: what to keep of it, and where its receipt will be. */
function tell(deletion, text) {
    element('outcome').textContent = text;
    element('receipt').href = receiptPage(deletion);
    element('later').hidden = false;
    const warn = event => event.preventDefault();
    addEventListener('beforeunload', warn);
    element('receipt').addEventListener('click', () => removeEventListener('beforeunload', warn));
    go('over');
}

// behind the # it reaches no server
function receiptPage({receiptId, salt, executesAt}) {
    const page = new URL(`erasures/${receiptId}${location.search}`, root);
    page.hash = new URLSearchParams({...session && {account: session.accountId}, salt, ...executesAt && {due: executesAt}});
    return page;
}

function isTyped(field) {
    const typed = element(field).value.trim() === words.word;
    if (!typed) {
        element(field).focus();
    }
    return typed;
}

element('stop').addEventListener('click', event => busy(event.target, async () => {
    const answer = await authorized('DELETE', 'v1/me/deletion');
    return answer.ok ? end(words.stopped) : answer;
}));

document.querySelectorAll('.leave').forEach(button => button.addEventListener('click', event => busy(event.target, () => end(words.left))));
addEventListener('pagehide', () => {
    if (session && !stays) {
        call('DELETE', 'v1/sessions/current', {token: session.accessToken, keepalive: true});
    }
});

/** What waits for this account already, if anything does. */
async function look() {
    const {ok, told} = await authorized('GET', 'v1/me/deletion');
    if (ok && told.state === 'scheduled') {
        element('due').textContent = words.due(moment(told.executesAt));
        element('stop').hidden = !told.mayCancel;
        go('waiting');
    } else {
        go('what');
    }
}

/** Where the account has no older device, the code comes to this page's session, too. */
async function showIfItComesHere() {
    for (let tried = 0; tried < NOTICE_TRIES; tried++) {
        const code = await noticed();
        if (code) {
            element('where').textContent = words.shown(code);
            return;
        }
        await new Promise(resolve => setTimeout(resolve, 1_000));
    }
}

async function noticed() {
    const {ok, told} = await authorized('GET', `v1/chats/${SERVICE_CHAT}/messages`);
    const notice = ok && told.messages.find(it => it.notice?.kind === 'deletion-code');
    return notice && /\d{6}/.exec(notice.text)?.[0];
}

async function end(text) {
    if (!session) {
        element('outcome').textContent = words.nothing;
        go('over');
        return {ok: true};
    }
    const answer = await authorized('DELETE', 'v1/sessions/current');
    if (!answer.ok && answer.status !== 401) {
        return answer;
    }
    session = undefined;
    element('outcome').textContent = text;
    go('over');
    return {ok: true};
}

// So that the session can still be ended, whenever the page is left.
setInterval(() => session && renew(), EARLY);

async function authorized(method, path) {
    await renew();
    return call(method, path, {token: session.accessToken});
}

async function renew() {
    if (session.expiresAt - Date.now() < 2 * EARLY) {
        const renewed = await call('POST', 'v1/tokens', {body: {refreshToken: session.refreshToken}});
        if (renewed.ok && session) {
            adopt(renewed.told);
        }
    }
}

function adopt({accessToken, refreshToken, expiresIn}) {
    session = {...session, accessToken, refreshToken, expiresAt: Date.now() + expiresIn * 1_000};
}

const digits = id => element(id).value.replace(/\D/g, '');

function on(step, act) {
    const form = element(`step-${step}`).querySelector('form');
    form.addEventListener('submit', event => {
        event.preventDefault();
        busy(form.querySelector('button[type=submit]'), act);
    });
}

/** Runs an act once, and says what went wrong. */
async function busy(button, act) {
    button.disabled = true;
    element('said').textContent = '';
    try {
        const answer = await act();
        if (answer && !answer.ok) {
            element('said').textContent = answer.text ?? problem(answer);
        }
    } finally {
        button.disabled = false;
    }
}

function go(step) {
    steps.forEach(it => element(`step-${it}`).hidden = it !== step);
    const section = element(`step-${step}`);
    (section.querySelector('input:not([type=checkbox])') ?? section.querySelector('h2')).focus();
}
