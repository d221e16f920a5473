package neo4jtest

// LockFile is lockFile, for tests.
var LockFile = lockFile
