package main
func demoVerb() verb { return verb{name:"demo"} }
func serveVerb() verb { return verb{name:"serve"} }
func loadVerb() verb { return verb{name:"load"} }
func unloadVerb() verb { return verb{name:"unload"} }
func queryVerb() verb { return verb{name:"query"} }
func exportVerb() verb { return verb{name:"export"} }
func checkVerb() verb { return verb{name:"check"} }
func evalVerb() verb { return verb{name:"eval"} }
func configVerb() verb { return verb{name:"config"} }
func versionVerb() verb { return verb{name:"version"} }
