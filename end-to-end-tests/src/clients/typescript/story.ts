// Two people, and the generated clients of four services. Arguments: the gateway, the SMS inbox, two numbers.
import {strict as assert} from 'node:assert';
import {randomUUID} from 'node:crypto';
import * as account from '../generated/typescript/account/index';
import * as contact from '../generated/typescript/contact/index';
import * as media from '../generated/typescript/media/index';
import * as message from '../generated/typescript/message/index';

const [gateway, inbox, ...numbers] = process.argv.slice(2) as [string, string, string, string];

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise(again => setTimeout(again, 200))) {
        const found = await ask();
        if (found !== undefined) {
            return found;
        }
    }
    throw new Error('nothing came');
}

const codeIn = (text: string | undefined) => /\b\d{6}\b/.exec(text ?? '')?.[0];

async function person(number: string, firstName: string) {
    const signIn = new account.SignInApi(new account.Configuration({basePath: gateway}));
    const {requestId} = await signIn.requestSignInCode({codeAsked: {number}});
    const code = await until(async () => codeIn((await (await fetch(`${inbox}/messages?to=${number}`)).json()).at(-1)?.text));
    const session = await signIn.signIn({sessionAsked: {requestId, code, deviceName: 'TypeScript', firstName}});
    const settings = {basePath: gateway, accessToken: session.accessToken};
    return {
        id: session.accountId,
        profile: new account.ProfileApi(new account.Configuration(settings)),
        deletion: new account.DeletionApi(new account.Configuration(settings)),
        erasures: new account.ErasuresApi(new account.Configuration(settings)),
        messages: new message.MessagesApi(new message.Configuration(settings)),
        search: new message.SearchApi(new message.Configuration(settings)),
        updates: new message.UpdatesApi(new message.Configuration(settings)),
        groups: new message.GroupsApi(new message.Configuration(settings)),
        consent: new contact.ConsentApi(new contact.Configuration(settings)),
        contacts: new contact.ContactsApi(new contact.Configuration(settings)),
        files: new media.FilesApi(new media.Configuration(settings)),
    };
}

/** Waits for the update of a message with that text in a stream, without waiting for the stream's end. */
async function update(text: string, {raw}: message.ApiResponse<string>) {
    const reader = raw.body!.getReader();
    const decoder = new TextDecoder();
    let read = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
        read += decoder.decode(part.value, {stream: true});
        const found = read.split('\n\n').slice(0, -1).filter(it => it.includes('event: update\n'))
            .map(it => message.UpdateFromJSON(JSON.parse(/^data: (.*)$/m.exec(it)![1]!)))
            .find(it => it.message?.text === text);
        if (found !== undefined) {
            await reader.cancel();
            return found;
        }
    }
    throw new Error('the stream ended');
}

async function play() {
    const alice = await person(numbers[0]!, 'Alice');
    const bob = await person(numbers[1]!, 'Bob');
    assert.equal((await alice.profile.getMe()).firstName, 'Alice');

    await alice.consent.giveContactConsent();
    await alice.contacts.syncContacts({contactSyncRequest: {contacts: [{number: numbers[1]!, firstName: 'Bob'}]}});
    await until(async () => (await alice.contacts.listContacts()).contacts.find(it => it.accountId === bob.id));

    const start = (await bob.updates.listUpdates()).cursor;
    const sent = await alice.messages.sendMessage({chatId: bob.id, newMessage: {clientId: randomUUID(), text: 'Look at the bridge'}});
    await alice.messages.editMessage({chatId: bob.id, messageId: sent.id, messageEdit: {text: 'Look at the river'}});
    assert.equal((await bob.messages.listMessages({chatId: alice.id})).messages[0]!.text, 'Look at the river');
    assert.equal((await bob.search.searchMessages({q: 'river'})).hits.length, 1);
    assert.ok((await bob.updates.listUpdates({after: start})).updates.some(it => it.message?.text === 'Look at the river'));

    assert.equal((await update('Look at the river', await bob.updates.streamUpdatesRaw({after: start}))).message?.chatId, alice.id);
    const live = await bob.updates.streamUpdatesRaw({after: (await bob.updates.listUpdates()).cursor});
    await alice.messages.sendMessage({chatId: bob.id, newMessage: {clientId: randomUUID(), text: 'It comes by itself'}});
    assert.equal((await update('It comes by itself', live)).message?.author?.id, alice.id);

    const picture = new Blob([new Uint8Array([1, 2, 3])]);
    const stored = await alice.files.uploadFile({body: picture, contentDisposition: "attachment; filename*=UTF-8''river.png", type: 'image/png'});
    assert.equal(stored.type, 'image/png');
    await alice.messages.sendMessage({chatId: bob.id, newMessage: {clientId: randomUUID(), file: {id: stored.id, name: stored.name, size: stored.size, type: stored.type}}});
    assert.equal((await bob.files.downloadFile({id: stored.id})).size, 3);

    const group = await alice.groups.createGroup({newGroup: {clientId: randomUUID(), title: 'Walkers', accountIds: new Set([bob.id])}});
    assert.equal(group.members.length, 2);
    assert.equal((await alice.messages.deleteMessage({chatId: bob.id, messageId: sent.id, forEveryone: true})).deletedForOthers, 1);

    const asked = await bob.deletion.requestDeletion();
    const code = await until(async () => codeIn((await bob.updates.listUpdates({after: start})).updates
        .find(it => it.message?.notice?.kind === 'deletion-code')?.message?.text));
    assert.equal((await bob.deletion.confirmDeletion({deletionConfirmed: {requestId: asked.requestId, code}})).state, 'executed');
    await until(async () => (await bob.erasures.getErasure({receiptId: asked.receiptId})).receipt);
    console.log('played');
}

play();
