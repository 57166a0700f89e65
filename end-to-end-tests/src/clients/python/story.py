"""Two people, and the generated clients of four services. Arguments: the gateway, the SMS inbox, two numbers."""
import json
import re
import sys
import time
import urllib.parse
import urllib.request
import uuid

import lethe_account
import lethe_contact
import lethe_media
import lethe_message

gateway, inbox, *numbers = sys.argv[1:]


def until(ask):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = ask()
        if found:
            return found
        time.sleep(0.2)
    raise TimeoutError("nothing came")


def code_in(text):
    found = re.search(r"\b\d{6}\b", text or "")
    return found and found.group()


class Person:
    def __init__(self, number, first_name):
        open_calls = lethe_account.SignInApi(lethe_account.ApiClient(lethe_account.Configuration(host=gateway)))
        asked = open_calls.request_sign_in_code(lethe_account.CodeAsked(number=number))
        session = open_calls.sign_in(lethe_account.SessionAsked(
            request_id=asked.request_id, code=until(lambda: self.sms(number)), device_name="Python", first_name=first_name))
        self.id = session.account_id

        def api(package, name):
            settings = package.Configuration(host=gateway, access_token=session.access_token)
            return getattr(package, name)(package.ApiClient(settings))

        self.profile = api(lethe_account, "ProfileApi")
        self.deletion = api(lethe_account, "DeletionApi")
        self.erasures = api(lethe_account, "ErasuresApi")
        self.messages = api(lethe_message, "MessagesApi")
        self.search = api(lethe_message, "SearchApi")
        self.updates = api(lethe_message, "UpdatesApi")
        self.groups = api(lethe_message, "GroupsApi")
        self.consent = api(lethe_contact, "ConsentApi")
        self.contacts = api(lethe_contact, "ContactsApi")
        self.files = api(lethe_media, "FilesApi")

    @staticmethod
    def sms(number):
        with urllib.request.urlopen(f"{inbox}/messages?to={urllib.parse.quote(number)}") as answer:
            texts = json.load(answer)
        return code_in(texts[-1]["text"]) if texts else None

    def sends(self, chat, **content):
        return self.messages.send_message(chat, lethe_message.NewMessage(client_id=uuid.uuid4(), **content))


alice = Person(numbers[0], "Alice")
bob = Person(numbers[1], "Bob")
assert alice.profile.get_me().first_name == "Alice"

alice.consent.give_contact_consent()
alice.contacts.sync_contacts(lethe_contact.ContactSyncRequest.from_dict({"contacts": [{"number": numbers[1], "firstName": "Bob"}]}))
until(lambda: any(it.account_id == bob.id for it in alice.contacts.list_contacts().contacts))

start = bob.updates.list_updates().cursor
sent = alice.sends(bob.id, text="Look at the bridge")
alice.messages.edit_message(bob.id, sent.id, lethe_message.MessageEdit(text="Look at the river"))
assert bob.messages.list_messages(alice.id).messages[0].text == "Look at the river"
assert len(bob.search.search_messages(q="river").hits) == 1
assert any(it.message and it.message.text == "Look at the river" for it in bob.updates.list_updates(after=start).updates)

stored = alice.files.upload_file(bytes([1, 2, 3]), content_disposition="attachment; filename*=UTF-8''river.png", type="image/png")
assert stored.type == "image/png"
alice.sends(bob.id, file=lethe_message.NewMessageFile(id=stored.id, name=stored.name, size=stored.size, type=stored.type))
assert len(bob.files.download_file(stored.id)) == 3

group = alice.groups.create_group(lethe_message.NewGroup(client_id=uuid.uuid4(), title="Walkers", account_ids=[bob.id]))
assert len(group.members) == 2
assert alice.messages.delete_message(bob.id, sent.id, for_everyone=True).deleted_for_others == 1

asked = bob.deletion.request_deletion()
code = until(lambda: next((code_in(it.message.text) for it in bob.updates.list_updates(after=start).updates
                           if it.message and it.message.notice and it.message.notice.kind == "deletion-code"), None))
confirmed = bob.deletion.confirm_deletion(lethe_account.DeletionConfirmed(request_id=asked.request_id, code=code))
assert confirmed.state == "executed"
until(lambda: bob.erasures.get_erasure(asked.receipt_id).receipt)
print("played")
