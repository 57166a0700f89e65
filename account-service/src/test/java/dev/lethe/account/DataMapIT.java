package dev.lethe.account;

import dev.lethe.test.rules.DataMapContract;

class DataMapIT extends DataMapContract {}
