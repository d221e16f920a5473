package explorer

// For tests with files other than the embedded ones.
var (
	HandlerOf = handler
	ConsoleOf = console
)
