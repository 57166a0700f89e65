/// Mail to a person, by the operator's own server. Nothing but a confirmation, a recovery code and the word that an address
/// was replaced is ever sent.
@NullMarked
package dev.lethe.account.mail;

import org.jspecify.annotations.NullMarked;
