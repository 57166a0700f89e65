/// Texts to telephones, by the one form that an operator chooses: the local inbox, SMPP 3.4 or a signed webhook. Number and
/// text are in memory only while a text is on its way, in no log, no metric and no row.
@NullMarked
package dev.lethe.account.sms;

import org.jspecify.annotations.NullMarked;
