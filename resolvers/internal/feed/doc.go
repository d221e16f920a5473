// Package feed follows the change feed of a store for many at once.
//
// One poller a Feed reads what is new, woken by writers of this process and
// else at an interval, so that the number of readers of the store does not grow
// with that of followers; it runs while somebody follows. A Follower takes
// entries at its own pace: what is recent from the Feed's memory, what is older
// from the store, page by page. So a slow one holds up nobody and holds no
// memory, backlog and news join without a gap, and each follower sees every
// entry after its cursor in order.
package feed
