// Package config reads the settings of entente from a file, the environment
// and flags, in growing order of precedence, and checks all of them at once.
//
// It is the only importer of viper, and only cmd sees its Config.
package config
