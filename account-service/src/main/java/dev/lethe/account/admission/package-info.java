/// Who may come in: everybody, some countries, those on a list, or those who were invited. Who has an account already signs in
/// whatever the rule.
@NullMarked
package dev.lethe.account.admission;

import org.jspecify.annotations.NullMarked;
