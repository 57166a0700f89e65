// What the scripts say, in the language of the page.

const en = {
    unreachable: 'Nobody answered. Check your connection and try again.',
    later: seconds => `Try again in ${duration(seconds)}.`,
    problems: {
        'number-invalid': 'This is not a telephone number in international form, such as +49 30 901820.',
        'code-too-soon': 'A code was sent a moment ago.',
        'code-limit': 'No more codes can be sent to this number today.',
        'code-cap': 'Too many codes are being asked for just now.',
        'code-wrong': 'The code is wrong.',
        'code-expired': 'The code is too old. Ask for a new one.',
        'code-used': 'The code was used already. Ask for a new one.',
        'code-exhausted': 'The code was tried too often. Ask for a new one.',
        'code-request-unknown': 'This code belongs to nothing any more. Begin again.',
        'account-unknown': 'No account has this number. There is nothing to delete.',
        'password-wrong': 'The password is wrong.',
        'password-limit': 'The password was tried too often for today.',
        'password-exhausted': 'The password was tried too often. Ask for a new code.',
        'deletion-scheduled': 'A deletion of this account is waiting already.',
        'unauthenticated': 'You are not signed in any more. Begin again.',
    },
    triesLeft: left => left === 1 ? 'One try is left.' : `${left} tries are left.`,
    deviceName: 'Deactivation page',
    hint: hint => `Its hint: “${hint}”`,
    word: 'DELETE',
    wordMissing: 'Type DELETE, in capital letters, to confirm.',
    byApp: 'The code is in the chat with Lethe, on your devices.',
    byOldApp: 'The code is in the chat with Lethe, on the devices that have been signed in for more than 24 hours. Only these see it, so that nobody who steals your SIM card can delete your account.',
    bySms: 'The code was sent to your number.',
    shown: code => `Your account has no device that has been signed in for more than 24 hours, so the code is shown here: ${code}`,
    waits: 'Because this page has just signed in, the deletion then waits 24 hours, and each of your older devices can stop it.',
    scheduled: at => `Your account will be deleted on ${at}. Each of your older devices can stop that until then; signing out this page stops it too.`,
    due: at => `This account will be deleted on ${at}, as one of its devices has asked.`,
    notYet: at => `The account is still there. It will be deleted on ${at}, unless somebody stops it; then the receipt appears here.`,
    inAWeek: at => `The account will be deleted on ${at}. Each device that is signed in can stop that until then.`,
    nothing: 'Nothing was deleted.',
    stopped: 'The deletion was stopped. Your account stays.',
    left: 'You are signed out of this page. Nothing was deleted.',
    pending: name => `${name} has not answered yet`,
    done: name => `${name} has answered`,
    running: 'The erasure is running.',
    erased: 'The erasure is complete.',
    erasureUnknown: 'No erasure has this receipt id.',
    notJson: 'This is no receipt: it is not JSON.',
    noCrypto: 'This browser cannot check signatures here. Use a current one, over HTTPS; or check the receipt offline with ./lethe verify-receipt.',
    holds: 'The receipt is genuine, if the suite key is the one that this suite has published.',
    fails: 'The receipt proves nothing: not all that it claims is true.',
    notSo: claim => `Not so: ${claim}`,
    suiteKey: fingerprint => `The published key of this suite has the fingerprint ${fingerprint} (SHA-256).`,
    claims: {
        shape: () => 'This is a receipt.',
        asked: () => 'It is the receipt that this address asks for.',
        version: () => 'It has version 2, in which all witnesses sign for one account.',
        certificate: ({name}) => `The suite key vouches for the signing key of ${name}.`,
        certificates: ({names}) => `The suite key vouches for the signing keys of ${names.join(', ')}.`,
        issued: ({receipt}) => `${receipt.issuer} issued the receipt ${receipt.receiptId} in the hour from ${hour(receipt.issuedAt)}, and not a character was changed since.`,
        answered: ({witness}) => `${witness.witness} signed that it removed all ${sum(witness.counts)} things that it held, in the hour from ${hour(witness.at)}.`,
        destroyed: ({holder}) => `${holder.holder} signed that it destroyed its share of the account’s key in the hour from ${hour(holder.destroyedAt)}, and promised that of its backups by ${hour(holder.epochEndsAt)}.`,
        complete: ({missing}) => missing.length ? `Every store and every keyholder answered; missing: ${missing.join(', ')}.` : 'Every store and every keyholder of the suite answered.',
        once: () => 'Nobody answered twice.',
        hours: () => 'No time in it is finer than an hour.',
        order: () => 'Its times follow each other as the acts did: asked for, executed, answered, issued.',
        plausible: () => 'None of its times is one that no suite could have meant.',
        key: ({receipt, holds}) => holds ? `No service of the suite opens what was sealed for the account any more: the key was unreachable from ${hour(receipt.key.unreachableAt)}, destroyed by ${hour(receipt.key.destroyedAt)}, and what backups hold of it is to be unrecoverable from ${hour(receipt.key.unrecoverableAt)}.` : 'The account’s key is gone: not all keyholders signed that, or not for the times that are claimed.',
        governed: ({receipt}) => 'It tells what it does not govern: what others received and kept, forwarded, exported or imported, and ciphertext in backups, which no key opens any more. '
            + (receipt.forEveryone ? 'Of what the account had sent, others lost what could be deleted for everyone.' : 'Others kept their copies of what the account had sent.'),
        owner: () => 'It is the receipt of the account whose id and salt were given.',
    },
};

const de = {
    unreachable: 'Niemand hat geantwortet. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    later: seconds => `Versuchen Sie es in ${duration(seconds)} erneut.`,
    problems: {
        'number-invalid': 'Das ist keine Telefonnummer in internationaler Form wie +49 30 901820.',
        'code-too-soon': 'Gerade eben wurde ein Code verschickt.',
        'code-limit': 'An diese Nummer kann heute kein Code mehr verschickt werden.',
        'code-cap': 'Zurzeit werden zu viele Codes angefordert.',
        'code-wrong': 'Der Code ist falsch.',
        'code-expired': 'Der Code ist zu alt. Fordern Sie einen neuen an.',
        'code-used': 'Der Code wurde schon benutzt. Fordern Sie einen neuen an.',
        'code-exhausted': 'Der Code wurde zu oft versucht. Fordern Sie einen neuen an.',
        'code-request-unknown': 'Dieser Code gehört zu nichts mehr. Beginnen Sie von vorn.',
        'account-unknown': 'Kein Konto hat diese Nummer. Es gibt nichts zu löschen.',
        'password-wrong': 'Das Passwort ist falsch.',
        'password-limit': 'Das Passwort wurde heute zu oft versucht.',
        'password-exhausted': 'Das Passwort wurde zu oft versucht. Fordern Sie einen neuen Code an.',
        'deletion-scheduled': 'Eine Löschung dieses Kontos wartet bereits.',
        'unauthenticated': 'Sie sind nicht mehr angemeldet. Beginnen Sie von vorn.',
    },
    triesLeft: left => left === 1 ? 'Sie haben noch einen Versuch.' : `Sie haben noch ${left} Versuche.`,
    deviceName: 'Löschseite',
    hint: hint => `Der Hinweis darauf: „${hint}“`,
    word: 'LÖSCHEN',
    wordMissing: 'Tippen Sie zur Bestätigung LÖSCHEN, in Großbuchstaben.',
    byApp: 'Der Code steht im Chat mit Lethe, auf Ihren Geräten.',
    byOldApp: 'Der Code steht im Chat mit Lethe, auf den Geräten, die seit mehr als 24 Stunden angemeldet sind. Nur diese sehen ihn, damit niemand Ihr Konto löschen kann, der Ihre SIM-Karte stiehlt.',
    bySms: 'Der Code wurde an Ihre Nummer geschickt.',
    shown: code => `Ihr Konto hat kein Gerät, das seit mehr als 24 Stunden angemeldet ist, darum wird der Code hier gezeigt: ${code}`,
    waits: 'Weil sich diese Seite gerade erst angemeldet hat, wartet die Löschung dann 24 Stunden, und jedes Ihrer älteren Geräte kann sie aufhalten.',
    scheduled: at => `Ihr Konto wird am ${at} gelöscht. Bis dahin kann jedes Ihrer älteren Geräte das aufhalten; auch das Abmelden dieser Seite hält es auf.`,
    due: at => `Dieses Konto wird am ${at} gelöscht, wie eines seiner Geräte verlangt hat.`,
    notYet: at => `Das Konto ist noch da. Es wird am ${at} gelöscht, wenn es niemand aufhält; dann erscheint die Quittung hier.`,
    inAWeek: at => `Das Konto wird am ${at} gelöscht. Bis dahin kann jedes angemeldete Gerät das aufhalten.`,
    nothing: 'Nichts wurde gelöscht.',
    stopped: 'Die Löschung wurde aufgehalten. Ihr Konto bleibt.',
    left: 'Sie sind von dieser Seite abgemeldet. Nichts wurde gelöscht.',
    pending: name => `${name} hat noch nicht geantwortet`,
    done: name => `${name} hat geantwortet`,
    running: 'Die Löschung läuft.',
    erased: 'Die Löschung ist abgeschlossen.',
    erasureUnknown: 'Zu dieser Quittungsnummer gibt es keine Löschung.',
    notJson: 'Das ist keine Quittung: Es ist kein JSON.',
    noCrypto: 'Dieser Browser kann Signaturen hier nicht prüfen. Benutzen Sie einen aktuellen, über HTTPS; oder prüfen Sie die Quittung offline mit ./lethe verify-receipt.',
    holds: 'Die Quittung ist echt, wenn der Schlüssel der Suite der ist, den diese Suite veröffentlicht hat.',
    fails: 'Die Quittung beweist nichts: Nicht alles, was sie behauptet, ist wahr.',
    notSo: claim => `Trifft nicht zu: ${claim}`,
    suiteKey: fingerprint => `Der veröffentlichte Schlüssel dieser Suite hat den Fingerabdruck ${fingerprint} (SHA-256).`,
    claims: {
        shape: () => 'Das ist eine Quittung.',
        asked: () => 'Es ist die Quittung, nach der diese Adresse fragt.',
        version: () => 'Sie hat die Version 2, in der alle Zeugen für ein und dasselbe Konto unterschreiben.',
        certificate: ({name}) => `Der Schlüssel der Suite bürgt für den Signierschlüssel von ${name}.`,
        certificates: ({names}) => `Der Schlüssel der Suite bürgt für die Signierschlüssel von ${names.join(', ')}.`,
        issued: ({receipt}) => `${receipt.issuer} hat die Quittung ${receipt.receiptId} in der Stunde ab ${hour(receipt.issuedAt)} ausgestellt, und seither wurde kein Zeichen verändert.`,
        answered: ({witness}) => `${witness.witness} hat unterschrieben, alle ${sum(witness.counts)} Dinge entfernt zu haben, die es hatte, in der Stunde ab ${hour(witness.at)}.`,
        destroyed: ({holder}) => `${holder.holder} hat unterschrieben, seinen Teil des Kontoschlüssels in der Stunde ab ${hour(holder.destroyedAt)} vernichtet zu haben, und versprochen, den in Sicherungen bis ${hour(holder.epochEndsAt)} zu vernichten.`,
        complete: ({missing}) => missing.length ? `Alle Speicher und alle Schlüsselhalter haben geantwortet; es fehlen: ${missing.join(', ')}.` : 'Alle Speicher und alle Schlüsselhalter der Suite haben geantwortet.',
        once: () => 'Niemand hat zweimal geantwortet.',
        hours: () => 'Keine Zeit darin ist feiner als eine Stunde.',
        order: () => 'Die Zeiten folgen aufeinander wie die Taten: verlangt, ausgeführt, beantwortet, ausgestellt.',
        plausible: () => 'Alle Zeiten sind solche, die eine Suite gemeint haben kann.',
        key: ({receipt, holds}) => holds ? `Kein Dienst der Suite öffnet noch, was für das Konto versiegelt war: Der Schlüssel war ab ${hour(receipt.key.unreachableAt)} unerreichbar, bis ${hour(receipt.key.destroyedAt)} vernichtet, und was Sicherungen davon halten, soll ab ${hour(receipt.key.unrecoverableAt)} nicht wiederherstellbar sein.` : 'Der Schlüssel des Kontos ist fort: Nicht alle Schlüsselhalter haben das unterschrieben, oder nicht für die genannten Zeiten.',
        governed: ({receipt}) => 'Sie sagt, wofür sie nicht gilt: was andere erhalten und behalten, weitergeleitet, exportiert oder importiert haben, und Chiffrat in Sicherungen, das kein Schlüssel mehr öffnet. '
            + (receipt.forEveryone ? 'Von dem, was das Konto geschickt hatte, haben andere verloren, was für alle gelöscht werden konnte.' : 'Andere haben ihre Kopien dessen behalten, was das Konto geschickt hatte.'),
        owner: () => 'Es ist die Quittung des Kontos, dessen ID und Salt angegeben wurden.',
    },
};

export const words = document.documentElement.lang === 'de' ? de : en;

const locale = document.documentElement.lang;
const sum = counts => Object.values(counts).reduce((all, one) => all + one, 0).toLocaleString(locale);

export const hour = time => new Date(time).toLocaleString(locale, {dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC'}) + ' UTC';
export const moment = time => new Date(time).toLocaleString(locale, {dateStyle: 'long', timeStyle: 'short'});

function duration(seconds) {
    const [count, unit] = seconds < 90 ? [seconds, 'second'] : seconds < 5_400 ? [Math.ceil(seconds / 60), 'minute'] : [Math.ceil(seconds / 3_600), 'hour'];
    return new Intl.NumberFormat(locale, {style: 'unit', unit, unitDisplay: 'long'}).format(count);
}

/** Says in words what went wrong. */
export function problem({status, told, retryAfter}) {
    if (status === 0) {
        return words.unreachable;
    }
    return [words.problems[told.code] ?? told.detail ?? told.title ?? `HTTP ${status}`,
        told.triesLeft > 0 ? words.triesLeft(told.triesLeft) : '', retryAfter > 0 ? words.later(retryAfter) : ''].filter(Boolean).join(' ');
}
