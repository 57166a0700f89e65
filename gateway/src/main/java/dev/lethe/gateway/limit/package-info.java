/// How much one account or one address may ask. In memory and a replica each: these limits protect the
/// machine, not secrets; limits that guard security are rows in the services' transactions.
@NullMarked
package dev.lethe.gateway.limit;

import org.jspecify.annotations.NullMarked;
