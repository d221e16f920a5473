package config

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/viper"
)

// readable returns all keys that no setting has, and all values that are not of
// their setting's type, each with what is asked for; nil for none. The decoder
// would take a bare number for a duration of nanoseconds.
func readable(v *viper.Viper) error {
	var faults []error
	var known []string
	walk(reflect.ValueOf(Default()), reflect.ValueOf(Default()), "", func(key string, _ reflect.StructField, _, def reflect.Value) {
		known = append(known, strings.ToLower(key)) // as viper has them
		if want := wanted(def, v.Get(key)); want != "" {
			faults = append(faults, fmt.Errorf("%s: %q is no %s (by default %s)", key, fmt.Sprint(v.Get(key)), want, text(def)))
		}
	})
	keys := v.AllKeys()
	slices.Sort(keys)
	for _, key := range keys {
		if !slices.Contains(known, key) {
			faults = append(faults, fmt.Errorf("%s: there is no such setting; entente config lists them", key))
		}
	}
	return errors.Join(faults...)
}

// wanted returns what a setting of that type takes where the value, of a file, a
// variable or a flag, is nothing of the kind, else "".
func wanted(def reflect.Value, value any) string {
	written := strings.TrimSpace(fmt.Sprint(value))
	var want string
	var err error
	switch kind := reflect.ValueOf(value).Kind(); {
	case value == nil:
		return ""
	case def.Type() == reflect.TypeFor[time.Duration]():
		want = "duration such as 1s, 500ms or 1m30s"
		if _, ok := value.(time.Duration); !ok {
			_, err = time.ParseDuration(written)
		}
	case def.Kind() == reflect.Bool:
		want = "true or false"
		_, err = strconv.ParseBool(written)
	case def.CanInt():
		want = "whole number"
		_, err = strconv.ParseInt(written, 10, def.Type().Bits())
	case def.CanFloat():
		want = "number"
		_, err = strconv.ParseFloat(written, 64)
	case def.Kind() == reflect.String && (kind == reflect.Map || kind == reflect.Slice):
		return "text"
	case def.Kind() == reflect.Slice && kind == reflect.Map:
		return "list"
	}
	if err == nil {
		return ""
	}
	return want
}
