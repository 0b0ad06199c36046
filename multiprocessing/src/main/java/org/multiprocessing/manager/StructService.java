package org.multiprocessing.manager;

/** Records in the server, with one guard, which is taken for each method. */
interface StructService extends GuardedService {
    /** Returns the number of records, also when they have been freed. */
    int length();

    Record get(long pid, int index);

    void set(long pid, int index, Record value);

    /** Takes the guard, and returns a record that is about to be changed. */
    Record begin(long pid, int index);

    /** Sets the record, and gives the guard back. */
    void finish(int index, Record value);
}
