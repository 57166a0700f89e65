import java.io.File
import java.net.URI
import java.net.URLEncoder
import java.util.UUID
import lethe.account.apis.DeletionApi
import lethe.account.apis.ErasuresApi
import lethe.account.apis.ProfileApi
import lethe.account.apis.SignInApi
import lethe.account.models.CodeAsked
import lethe.account.models.DeletionConfirmed
import lethe.account.models.SessionAsked
import lethe.contact.apis.ConsentApi
import lethe.contact.apis.ContactsApi
import lethe.contact.models.ContactEntry
import lethe.contact.models.ContactSyncRequest
import lethe.media.apis.FilesApi
import lethe.message.apis.GroupsApi
import lethe.message.apis.MessagesApi
import lethe.message.apis.SearchApi
import lethe.message.apis.UpdatesApi
import lethe.message.models.MessageEdit
import lethe.message.models.NewGroup
import lethe.message.models.NewMessage
import lethe.message.models.NewMessageFile

private val CODE = Regex("\\b\\d{6}\\b")

private fun <T : Any> until(ask: () -> T?): T {
    val end = System.nanoTime() + 60_000_000_000
    while (System.nanoTime() < end) {
        ask()?.let { return it }
        Thread.sleep(200)
    }
    error("nothing came")
}

private class Person(gateway: String, inbox: String, number: String, firstName: String) {
    val session = SignInApi(gateway).run {
        val asked = requestSignInCode(CodeAsked(number))
        val code = until {
            val texts = URI("$inbox/messages?to=" + URLEncoder.encode(number, "UTF-8")).toURL().readText()
            CODE.findAll(texts.replace(number, "")).lastOrNull()?.value
        }
        signIn(SessionAsked(code, "Kotlin", asked.requestId, firstName))
    }
    val id: UUID = session.accountId
    val profile = ProfileApi(gateway).also { it.accessTokenProvider = { session.accessToken } }
    val deletion = DeletionApi(gateway).also { it.accessTokenProvider = { session.accessToken } }
    val erasures = ErasuresApi(gateway)
    val messages = MessagesApi(gateway).also { it.accessTokenProvider = { session.accessToken } }
    val search = SearchApi(gateway).also { it.accessTokenProvider = { session.accessToken } }
    val updates = UpdatesApi(gateway).also { it.accessTokenProvider = { session.accessToken } }
    val groups = GroupsApi(gateway).also { it.accessTokenProvider = { session.accessToken } }
    val consent = ConsentApi(gateway).also { it.accessTokenProvider = { session.accessToken } }
    val contacts = ContactsApi(gateway).also { it.accessTokenProvider = { session.accessToken } }
    val files = FilesApi(gateway).also { it.accessTokenProvider = { session.accessToken } }
}

/** Two people, and the generated clients of four services. Arguments: the gateway, the SMS inbox, two numbers. */
fun main(arguments: Array<String>) {
    val (gateway, inbox, one, other) = arguments
    val alice = Person(gateway, inbox, one, "Alice")
    val bob = Person(gateway, inbox, other, "Bob")
    check(alice.profile.getMe().firstName == "Alice")

    alice.consent.giveContactConsent()
    alice.contacts.syncContacts(ContactSyncRequest(listOf(ContactEntry("Bob", null, other))))
    until { alice.contacts.listContacts().contacts.find { it.accountId == bob.id } }

    val start = bob.updates.listUpdates().cursor
    val sent = alice.messages.sendMessage(bob.id, NewMessage(UUID.randomUUID(), text = "Look at the bridge"))
    alice.messages.editMessage(bob.id, sent.id, MessageEdit(text = "Look at the river"))
    check(bob.messages.listMessages(alice.id).messages.first().text == "Look at the river")
    check(bob.search.searchMessages("river").hits.size == 1)
    check(bob.updates.listUpdates(start).updates.any { it.message?.text == "Look at the river" })

    val picture = File.createTempFile("river", ".png").apply { writeBytes(byteArrayOf(1, 2, 3)) }
    val stored = alice.files.uploadFile(picture, "attachment; filename*=UTF-8''river.png", "image/png")
    picture.delete()
    check(stored.type == "image/png")
    alice.messages.sendMessage(bob.id, NewMessage(UUID.randomUUID(),
        file = NewMessageFile(id = stored.id, type = stored.type, name = stored.name, propertySize = stored.propertySize)))
    check(bob.files.downloadFile(stored.id).length() == 3L)

    val group = alice.groups.createGroup(NewGroup(setOf(bob.id), UUID.randomUUID(), "Walkers"))
    check(group.members.size == 2)
    check(alice.messages.deleteMessage(bob.id, sent.id, true).deletedForOthers == 1)

    val asked = bob.deletion.requestDeletion()
    val code = until {
        bob.updates.listUpdates(start).updates.find { it.message?.notice?.kind?.value == "deletion-code" }
            ?.let { CODE.find(it.message!!.text!!)?.value }
    }
    check(bob.deletion.confirmDeletion(DeletionConfirmed(code, asked.requestId)).state == "executed")
    until { bob.erasures.getErasure(asked.receiptId).receipt }
    println("played")
}
