package resolvers

//go:generate go tool gqlgen generate
//go:generate go run ./internal/quicken internal/exec/exec.go
