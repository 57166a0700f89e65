// The progress of an erasure, live, and its receipt, checked here.

import {call, save} from './calls.js';
import {canVerify, fingerprint, read, verify} from './receipt.js';
import {moment, problem, words} from './words.js';

const PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

const element = id => document.getElementById(id);
const receiptId = UUID.exec(location.pathname.split('/').at(-1))?.[0];
// behind the # it reaches no server
const given = new URLSearchParams(location.hash.slice(1));
let receipt;
let keys;

element('account').value = given.get('account') ?? '';
element('salt').value = given.get('salt') ?? '';
document.querySelector('.language').hash = location.hash;
if (given.has('salt')) {
    const warn = event => event.preventDefault();
    addEventListener('beforeunload', warn);
    element('keep').hidden = false;
    element('proof-id').textContent = receiptId;
    element('proof-account').textContent = given.get('account') ?? '–';
    element('proof-salt').textContent = given.get('salt');
    element('save-proof').addEventListener('click', () => {
        save(`lethe-proof-${receiptId}.json`, JSON.stringify({receiptId, accountId: given.get('account') ?? undefined, salt: given.get('salt')}, null, 2));
        removeEventListener('beforeunload', warn);
        // else whoever uses this browser next finds it in its history
        history.replaceState(null, '', location.pathname + location.search);
        document.querySelector('.language').hash = '';
    });
}

element('open').addEventListener('submit', event => {
    event.preventDefault();
    const id = UUID.exec(element('id').value)?.[0];
    if (id) {
        location.assign(new URL(`erasures/${id}${location.search}`, new URL('../', import.meta.url)));
    } else {
        say(words.erasureUnknown, true);
    }
});
element('pasted').addEventListener('submit', async event => {
    event.preventDefault();
    element('checked').hidden = true;
    try {
        receipt = read(element('text').value);
    } catch {
        receipt = undefined;
        return say(words.notJson, true);
    }
    say('');
    await judge();
});
element('file').addEventListener('change', async event => {
    element('text').value = await event.target.files[0]?.text() ?? '';
});
element('mine').addEventListener('submit', event => {
    event.preventDefault();
    judge();
});
element('save-receipt').addEventListener('click', () => save(`lethe-receipt-${receipt.receiptId}.json`, JSON.stringify(receipt, null, 2)));
element('save-keys').addEventListener('click', () => save('keys.json', JSON.stringify(keys, null, 2)));

if (receiptId) {
    element('begin').hidden = true;
    await follow();
} else {
    element('progress').hidden = true;
}

async function follow() {
    for (let pause = PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 1.1)) {
        const answer = await call('GET', `v1/erasures/${receiptId}`);
        if (answer.ok) {
            show(answer.told);
            if (answer.told.receipt) {
                receipt = answer.told.receipt;
                return judge();
            }
        } else if (answer.status === 404 && given.has('due')) {
            say(words.notYet(moment(given.get('due'))));
            pause = LONGEST_PAUSE;
        } else if (answer.status === 404 || answer.status === 400) {
            element('begin').hidden = false;
            return say(words.erasureUnknown, true);
        } else {
            say(problem(answer), true);
        }
        await new Promise(resolve => setTimeout(resolve, Math.max(pause, answer.retryAfter * 1_000)));
    }
}

function show({state, witnesses}) {
    say(state === 'done' ? words.erased : words.running);
    list(element('witnesses'), witnesses.map(({name, state: of}) =>
        of === 'done' ? ['holds', words.done(name)] : ['pending', words.pending(name)]));
}

async function judge() {
    if (!receipt) {
        return;
    }
    element('checked').hidden = false;
    element('raw').textContent = JSON.stringify(receipt, null, 2);
    if (!await canVerify()) {
        return conclude(false, words.noCrypto);
    }
    const answer = keys ? {ok: true, told: keys} : await call('GET', 'v1/erasures/keys');
    if (!answer.ok) {
        return conclude(false, problem(answer));
    }
    keys = answer.told;
    const owner = {accountId: element('account').value, salt: element('salt').value};
    try {
        const findings = await verify(receipt, keys, owner.accountId || owner.salt ? owner : undefined);
        if (receiptId) {
            findings.push({claim: 'asked', holds: receipt.receiptId === receiptId.toLowerCase()});
        }
        list(element('findings'), findings.map(finding => {
            const claim = words.claims[finding.claim](finding);
            return finding.holds ? ['holds', claim] : ['fails', words.notSo(claim)];
        }));
        element('suite-key').textContent = words.suiteKey(await fingerprint(keys));
        const holds = findings.every(finding => finding.holds);
        conclude(holds, holds ? words.holds : words.fails);
    } catch {
        list(element('findings'), []);
        conclude(false, words.fails);
    }
}

function conclude(holds, text) {
    const verdict = element('verdict');
    verdict.textContent = text;
    verdict.className = `verdict ${holds ? 'holds' : 'fails'}`;
}

function say(text, isBad = false) {
    const said = element('said');
    if (said.textContent !== text) {
        said.textContent = text;
    }
    said.classList.toggle('bad', isBad);
}

function list(parent, items) {
    const text = JSON.stringify(items);
    if (parent.dataset.shown !== text) {
        parent.dataset.shown = text;
        parent.replaceChildren(...items.map(([kind, content]) => {
            const item = document.createElement('li');
            item.className = kind;
            item.textContent = content;
            return item;
        }));
    }
}
