package dev.lethe.contact;

import dev.lethe.test.rules.DataMapContract;

class DataMapIT extends DataMapContract {}
