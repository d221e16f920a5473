package resolvers

//go:generate go tool gqlgen generate
//go:generate go run ./internal/quicken internal/exec/exec.go
//go:generate go run ./internal/reference ../schema.graphqls ../examples ../docs/SCHEMA.md
