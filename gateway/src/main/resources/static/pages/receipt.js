// Checks an erasure receipt in the browser, as `ReceiptVerifier` of the Java client does. Trust begins at the suite key alone.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Clocks of two machines may fall into neighbouring hours. */
const SKEW = HOUR;
/** A deletion waits a day for a veto, and then for a suite that stands still. */
const LONGEST_WAIT = 366 * DAY;
/** The promise is 25 hours; both ends are rounded. */
const LONGEST_EPOCH = 27 * HOUR;
const STORES = ['message-service', 'contact-service', 'media-service'];
const NOT_GOVERNED = ['ciphertext-in-backups', 'copies-of-others', 'exports-and-imports-of-others', 'forwards-by-others'];

/** Whether this browser can check signatures: it knows Ed25519, and the page came by HTTPS or from this machine. */
export async function canVerify() {
    try {
        await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
        return true;
    } catch {
        return false;
    }
}

/**
 * Reads a receipt. Names that stand twice, and numbers in another form than whole, would be read as what was not signed.
 *
 * @throws SyntaxError when the text is no JSON, or not in one way only
 */
export function read(text) {
    const value = JSON.parse(text);
    const inStrings = /"(?:[^"\\]|\\.)*"/g;
    const compact = text.replace(inStrings, it => JSON.stringify(JSON.parse(it))).split(inStrings)
        .map(it => it.replace(/\s/g, ''));
    const strings = text.match(inStrings)?.map(it => JSON.stringify(JSON.parse(it))) ?? [];
    if (compact.map((it, i) => it + (strings[i] ?? '')).join('') !== JSON.stringify(value)) {
        throw new SyntaxError('not in one way only');
    }
    return value;
}

/**
 * What holds of a receipt and what does not, as a list of `{claim, holds, …}`; `words.js` has the words for each claim.
 *
 * @param keys as `GET /v1/erasures/keys` answers them
 * @param owner `{accountId, salt}`, when it is to be shown whose receipt it is
 */
export async function verify(receipt, keys, owner, now = Date.now()) {
    if (!isReceipt(receipt)) {
        return [{claim: 'shape', holds: false}];
    }
    const findings = [];
    const signers = await believed(receipt, keys, findings);
    const signed = (name, at, text, signature) => anyVerifies(signers.get(name) ?? [], at, text, signature);
    findings.push({claim: 'version', holds: receipt.version === 2});
    const {signature, ...unsigned} = receipt;
    findings.push({claim: 'issued', receipt, holds: receipt.issuer === 'account-service'
        && await signed(receipt.issuer, receipt.issuedAt, 'lethe-receipt-v2|' + canonical(unsigned), signature)});
    for (const witness of receipt.witnesses) {
        findings.push({claim: 'answered', witness, holds: await signed(witness.witness, witness.at, answerOf(receipt, witness), witness.signature)});
    }
    const holders = [];
    for (const holder of receipt.keyholders) {
        holders.push({claim: 'destroyed', holder, holds: await signed(holder.holder, holder.destroyedAt, destructionOf(receipt, holder), holder.signature)});
    }
    const complete = completeness(receipt, signers);
    findings.push(...holders, ...complete, ...times(receipt, now));
    findings.push({claim: 'key', receipt, holds: isKeyAsSigned(receipt) && [...holders, ...complete].every(it => it.holds)});
    findings.push({claim: 'governed', receipt, holds: same(receipt.notGoverned, NOT_GOVERNED)});
    if (owner) {
        findings.push({claim: 'owner', holds: await subjectHash(owner) === receipt.subjectHash});
    }
    return findings;
}

const isText = value => typeof value === 'string';
/** In the form in which receipts have them, to the millisecond at most; 30 February is none. */
const isTime = value => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(value)
    && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value.slice(0, 19));
const isId = value => isText(value) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
const isList = (value, of) => Array.isArray(value) && value.every(of);
const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

function isReceipt(it) {
    return isObject(it) && Number.isInteger(it.version) && isId(it.receiptId) && [it.subjectHash, it.issuer, it.signature].every(isText)
        && [it.requestedAt, it.executedAt, it.issuedAt].every(isTime) && typeof it.forEveryone === 'boolean'
        && isList(it.notGoverned, isText) && isObject(it.key)
        && [it.key.unreachableAt, it.key.destroyedAt, it.key.unrecoverableAt].every(isTime)
        && isList(it.witnesses, w => isObject(w) && isText(w.witness) && isText(w.signature) && isTime(w.at)
            && isObject(w.counts) && Object.values(w.counts).every(Number.isSafeInteger))
        && isList(it.keyholders, h => isObject(h) && isText(h.holder) && isText(h.signature) && isTime(h.destroyedAt) && isTime(h.epochEndsAt))
        && isList(it.certificates, isCertificate);
}

const isCertificate = it => isObject(it) && [it.name, it.publicKey, it.validFrom, it.signature].every(isText);

const answerOf = (receipt, {witness, counts, at}) => ['lethe-answer-v2', receipt.receiptId, receipt.subjectHash,
    receipt.forEveryone ? 'everyone' : 'own', witness,
    Object.entries(counts).sort(([one], [other]) => one < other ? -1 : 1).map(([item, removed]) => `${item}=${removed}`).join(','),
    Date.parse(at)].join('|');

const destructionOf = (receipt, {holder, destroyedAt, epochEndsAt}) => ['lethe-key-answer-v2', receipt.receiptId, receipt.subjectHash,
    holder, 'destroyed', Date.parse(destroyedAt), Date.parse(epochEndsAt)].join('|');

async function believed(receipt, keys, findings) {
    const signers = new Map();
    for (const certificate of [...receipt.certificates, ...published(keys)]) {
        const {name, publicKey, validFrom, signature} = certificate;
        if (await verifies(keys.suiteKey, ['lethe-signer-v1', name, publicKey, validFrom].join('|'), signature)) {
            signers.set(name, [...signers.get(name) ?? [], certificate]);
        } else {
            findings.push({claim: 'certificate', name, holds: false});
        }
    }
    findings.push({claim: 'certificates', names: [...signers.keys()].sort(), holds: signers.size > 0});
    return signers;
}

function published(keys) {
    if (!isText(keys.suiteKey) || !isList(keys.certificates, isCertificate)) {
        throw new TypeError('these are no published keys');
    }
    return keys.certificates;
}

/** By which the suite key can be compared with what was published elsewhere. */
export async function fingerprint({suiteKey}) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(suiteKey)));
    return Array.from(hash, it => it.toString(16).padStart(2, '0')).join('');
}

// A signer may have had several keys in its time; a newer one does not undo what an older one signed.
async function anyVerifies(certificates, at, text, signature) {
    for (const {validFrom, publicKey} of certificates) {
        if (Date.parse(at) + HOUR >= Date.parse(validFrom) - 60_000 && await verifies(publicKey, text, signature)) {
            return true;
        }
    }
    return false;
}

function completeness(receipt, signers) {
    const answered = [...receipt.witnesses.map(it => it.witness), ...receipt.keyholders.map(it => it.holder)];
    const expected = [...STORES, ...[...signers.keys()].filter(name => name.startsWith('keyholder-'))];
    const missing = expected.filter(name => !answered.includes(name)).sort();
    return [{claim: 'complete', missing, holds: missing.length === 0},
        {claim: 'once', holds: new Set(answered).size === answered.length}];
}

function times(receipt, now) {
    const at = Date.parse;
    const inOrder = (earlier, later) => at(earlier) <= at(later) + SKEW;
    const acts = [...receipt.witnesses.map(it => it.at), ...receipt.keyholders.map(it => it.destroyedAt)];
    const all = [...acts, ...receipt.keyholders.map(it => it.epochEndsAt), receipt.requestedAt, receipt.executedAt, receipt.issuedAt,
        ...Object.values(receipt.key).filter(isTime)];
    return [
        {claim: 'hours', holds: all.every(it => at(it) % HOUR === 0)},
        {claim: 'order', holds: inOrder(receipt.requestedAt, receipt.executedAt)
            && acts.every(it => inOrder(receipt.executedAt, it) && inOrder(it, receipt.issuedAt))
            && receipt.keyholders.every(it => at(it.destroyedAt) < at(it.epochEndsAt))},
        {claim: 'plausible', holds: at(receipt.executedAt) - at(receipt.requestedAt) <= LONGEST_WAIT + SKEW
            && at(receipt.issuedAt) <= now + SKEW
            && receipt.keyholders.every(it => at(it.epochEndsAt) - at(it.destroyedAt) <= LONGEST_EPOCH)},
    ];
}

/** Whether the issuer claims of the key just what the keyholders signed. */
function isKeyAsSigned({key, keyholders}) {
    const destroyed = keyholders.map(it => Date.parse(it.destroyedAt));
    return destroyed.includes(Date.parse(key.unreachableAt)) && Math.max(...destroyed) === Date.parse(key.destroyedAt)
        && Math.max(...keyholders.map(it => Date.parse(it.epochEndsAt))) === Date.parse(key.unrecoverableAt);
}

const same = (some, others) => new Set(some).size === others.length && others.every(it => some.includes(it));

/** JSON in its canonical form (RFC 8785), for what a receipt needs. */
function canonical(value) {
    if (Array.isArray(value)) {
        return '[' + value.map(canonical).join(',') + ']';
    }
    if (isObject(value)) {
        return '{' + Object.keys(value).sort().map(name => JSON.stringify(name) + ':' + canonical(value[name])).join(',') + '}';
    }
    return JSON.stringify(value);
}

async function verifies(publicKey, text, signature) {
    try {
        const key = await crypto.subtle.importKey('spki', bytes(publicKey), 'Ed25519', false, ['verify']);
        return await crypto.subtle.verify('Ed25519', key, bytes(signature), new TextEncoder().encode(text));
    } catch {
        return false;
    }
}

async function subjectHash({accountId, salt}) {
    try {
        const id = new TextEncoder().encode(accountId.trim().toLowerCase());
        const all = new Uint8Array([...id, ...bytes(salt.trim())]);
        const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
        return btoa(String.fromCharCode(...hash));
    } catch {
        return null;
    }
}

/** Takes base64 in the one form that `btoa` gives it; `atob` takes others for the same bytes, so a signature would have several. */
function bytes(base64) {
    const text = atob(base64);
    if (btoa(text) !== base64) {
        throw new SyntaxError('not in canonical form');
    }
    return Uint8Array.from(text, it => it.charCodeAt(0));
}
