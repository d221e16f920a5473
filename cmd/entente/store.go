package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"entente/config"
	"entente/graph"
	"entente/graph/memory"
	"entente/graph/neo4j"
	"entente/graph/sqlite"
)

// open opens the store of the settings.
func (c *call) open(ctx context.Context) (graph.Store, error) {
	return openStore(ctx, c.config)
}

// openStore opens the store of an address: sqlite:PATH, memory:, or one of the
// schemes of Neo4j. The error says which store it is about.
func openStore(ctx context.Context, c config.Config) (graph.Store, error) {
	scheme, rest, _ := strings.Cut(c.Store, ":")
	var store graph.Store
	var err error
	switch scheme {
	case "memory":
		return memory.OpenWith(memory.Options{Past: c.Limits.Past}), nil
	case "sqlite":
		store, err = sqlite.Open(ctx, strings.TrimPrefix(rest, "//"), sqlite.Options{Past: c.Limits.Past})
	default:
		store, err = neo4j.Open(ctx, neo4j.Options{URI: c.Store, User: c.Neo4j.User, Password: c.Neo4j.Password, Database: c.Neo4j.Database, Past: c.Limits.Past})
	}
	if err != nil {
		return nil, storeError(c, err)
	}
	return store, nil
}

// storeError puts the store's address before an error that lacks it.
func storeError(c config.Config, err error) error {
	if strings.Contains(err.Error(), c.Store) || errors.Is(err, graph.ErrOutdated) {
		return err
	}
	if errors.Is(err, graph.ErrUnavailable) {
		return fmt.Errorf("the store %s cannot be reached: %w", c.Store, err)
	}
	return fmt.Errorf("store %s: %w", c.Store, err)
}

// withStore opens the store, runs do, and closes it.
func (c *call) withStore(ctx context.Context, do func(graph.Store) error) error {
	store, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer store.Close(context.WithoutCancel(ctx))
	if err := do(store); err != nil {
		if errors.Is(err, graph.ErrUnavailable) {
			return storeError(c.config, err)
		}
		return err
	}
	return nil
}
