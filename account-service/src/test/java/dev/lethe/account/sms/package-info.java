/// Claims about texts and the gateways that take them.
@NullMarked
package dev.lethe.account.sms;

import org.jspecify.annotations.NullMarked;
