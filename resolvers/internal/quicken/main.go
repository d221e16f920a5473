package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: quicken FILE")
		os.Exit(2)
	}
	if err := rewriteFile(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "quicken:", err)
		os.Exit(1)
	}
}

func rewriteFile(name string) error {
	src, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	out, err := rewrite(src)
	if err != nil {
		return err
	}
	return os.WriteFile(name, out, 0o644)
}

// code is a file and the texts that its functions are replaced by.
type code struct {
	src   []byte
	set   *token.FileSet
	funcs map[string]*ast.FuncDecl
	edits []edit
}

type edit struct {
	from, to int
	text     string
}

// rewrite returns the rewritten file.
func rewrite(src []byte) ([]byte, error) {
	c := &code{src: src, set: token.NewFileSet(), funcs: make(map[string]*ast.FuncDecl)}
	file, err := parser.ParseFile(c.set, "exec.go", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
			c.funcs[f.Name.Name] = f
		}
	}
	counts := make(map[string]int)
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil {
			continue
		}
		for kind, try := range map[string]func(*ast.FuncDecl) (string, bool){"fields": c.field, "objects": c.object, "lists": c.list} {
			if body, ok := try(f); ok {
				c.replace(f.Body, body)
				counts[kind]++
				break
			}
		}
	}
	if counts["fields"] == 0 || counts["objects"] == 0 || counts["lists"] == 0 {
		return nil, errors.New("the generated code is not as expected; see package quicken")
	}
	return finish(c.apply())
}

func (c *code) text(n ast.Node) string {
	return string(c.src[c.set.Position(n.Pos()).Offset:c.set.Position(n.End()).Offset])
}

func (c *code) replace(n ast.Node, text string) {
	c.edits = append(c.edits, edit{c.set.Position(n.Pos()).Offset, c.set.Position(n.End()).Offset, text})
}

func (c *code) apply() []byte {
	slices.SortFunc(c.edits, func(a, b edit) int { return a.from - b.from })
	var out bytes.Buffer
	at := 0
	for _, e := range c.edits {
		out.Write(c.src[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(c.src[at:])
	return out.Bytes()
}

// finish puts the imports right.
func finish(src []byte) ([]byte, error) {
	text := strings.Replace(string(src), "\t\"entente/resolvers/internal/view\"\n",
		"\t\"entente/resolvers/internal/quick\"\n\t\"entente/resolvers/internal/view\"\n", 1)
	text = strings.Replace(text, "type executionContext struct {\n", "type executionContext struct {\n\tcollected quick.Collected\n", 1)
	for _, name := range []string{"math", "sync/atomic", "errors", "fmt"} {
		short := name[strings.LastIndex(name, "/")+1:]
		if !strings.Contains(text, short+".") {
			text = strings.Replace(text, "\t\""+name+"\"\n", "", 1)
		}
	}
	return format.Source([]byte(text))
}

// only returns the one statement of a function literal's body, nil for others.
func only(e ast.Expr) ast.Stmt {
	lit, ok := e.(*ast.FuncLit)
	if !ok || len(lit.Body.List) != 1 {
		return nil
	}
	return lit.Body.List[0]
}

// withArguments returns the last of the two statements that ask for a field with
// arguments, which lie in the field's context.
func withArguments(e ast.Expr) (*ast.ReturnStmt, bool) {
	lit, ok := e.(*ast.FuncLit)
	if !ok || len(lit.Body.List) != 2 {
		return nil, false
	}
	ret, ok := lit.Body.List[1].(*ast.ReturnStmt)
	return ret, ok
}

// argued returns the body of the function of a field with arguments.
func (c *code) argued(name string, resolve, marshal *ast.ReturnStmt) (string, bool) {
	write, ok := marshal.Results[0].(*ast.CallExpr)
	if !ok || len(resolve.Results) != 1 || c.funcs["fieldContext"+name] == nil {
		return "", false
	}
	return "{\nfc, err := ec.fieldContext" + name + "(ctx, field)\nif err != nil {\nreturn graphql.Null\n}\n" +
		"ctx = graphql.WithFieldContext(ctx, fc)\ndefer quick.Recover(ctx, ec.OperationContext, &ret)\n" +
		"value, err := " + c.text(resolve.Results[0]) + "\nif err != nil {\nreturn quick.Fail(ctx, ec.OperationContext, err)\n}\n" +
		"return " + c.text(write.Fun) + "(ctx, field.Selections, value)\n}", true
}

// field rewrites the function of a field that has no directives:
//
//	return graphql.ResolveField(ctx, ec.OperationContext, field, context, resolve, nil, marshal, true, nonNull)
func (c *code) field(f *ast.FuncDecl) (string, bool) {
	if len(f.Body.List) != 1 {
		return "", false
	}
	ret, ok := f.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return "", false
	}
	call, ok := ret.Results[0].(*ast.CallExpr)
	if !ok || c.text(call.Fun) != "graphql.ResolveField" || len(call.Args) != 9 || c.text(call.Args[5]) != "nil" {
		return "", false
	}
	marshal, ok := only(call.Args[6]).(*ast.ReturnStmt)
	if !ok {
		return "", false
	}
	if resolve, ok := withArguments(call.Args[4]); ok {
		return c.argued(f.Name.Name, resolve, marshal)
	}
	resolve, ok := only(call.Args[4]).(*ast.ReturnStmt)
	if !ok || strings.Contains(c.text(resolve), "ec.") || strings.Contains(c.text(resolve), "fc.") {
		return "", false
	}
	object, _, _ := strings.Cut(strings.TrimPrefix(f.Name.Name, "_"), "_")
	return c.fieldBody(object, f.Name.Name, resolve, marshal)
}

func (c *code) fieldBody(object, name string, resolve, marshal *ast.ReturnStmt) (string, bool) {
	write, ok := marshal.Results[0].(*ast.CallExpr)
	if !ok {
		return "", false
	}
	marshaler := strings.TrimPrefix(c.text(write.Fun), "ec.")
	end := "return ec." + marshaler + "(ctx, field.Selections, "
	enter := "{\nctx = quick.Enter(ctx, \"" + object + "\", field)\ndefer quick.Recover(ctx, ec.OperationContext, &ret)\n"
	if len(resolve.Results) == 1 {
		return enter + "value, err := " + c.text(resolve.Results[0]) + "\nif err != nil {\nreturn quick.Fail(ctx, ec.OperationContext, err)\n}\n" +
			end + "value)\n}", true
	}
	value := c.text(resolve.Results[0])
	if !c.leaf(name, marshaler) {
		return enter + end + value + ")\n}", true
	}
	guard := ""
	if _, plain := resolve.Results[0].(*ast.SelectorExpr); !plain {
		guard = "defer quick.RecoverLeaf(ctx, ec.OperationContext, \"" + object + "\", field, &ret)\n"
	}
	return "{\n" + guard + end + value + ")\n}", true
}

// leaf reports whether a field has nothing below it and its marshaler gives no
// null where the schema lets none be, so that no error can need its path.
func (c *code) leaf(name, marshaler string) bool {
	context, write := c.funcs["fieldContext"+name], c.funcs[marshaler]
	if context == nil || write == nil || !strings.Contains(c.text(context.Body), "graphql.NewScalarFieldContext(") {
		return false
	}
	body := c.text(write.Body)
	if strings.Contains(body, "range v") || strings.Contains(body, "Concurrently(") {
		return false
	}
	if strings.HasPrefix(marshaler, "marshalO") {
		return true
	}
	for _, safe := range []string{"graphql.MarshalString(", "graphql.MarshalID(", "graphql.MarshalInt(", "graphql.MarshalInt32(", "graphql.MarshalBoolean(",
		"graphql.MarshalFloatContext("} {
		if strings.Contains(body, "res := "+safe) && !strings.Contains(body, "v == nil") {
			return true
		}
	}
	return false
}

// object rewrites the function that writes an object. No middleware is around
// root fields.
func (c *code) object(f *ast.FuncDecl) (string, bool) {
	body := c.text(f.Body)
	if !strings.Contains(body, "deferred := graphql.NewDeferredGroup(ctx)\n") {
		return "", false
	}
	tail := "\tif n := len(deferred.Defers); n > 0 {\n\t\tatomic.AddInt32(&ec.Deferred, int32(min(n, math.MaxInt32)))\n" +
		"\t\tec.ProcessDeferredGroup(deferred)\n\t}\n\n"
	r := strings.NewReplacer(
		"\tdeferred := graphql.NewDeferredGroup(ctx)\n", "", tail, "",
		"graphql.CollectFields(ec.OperationContext, ", "ec.collected.Fields(ec.OperationContext, ",
		"graphql.NewFieldSet(fields)", "quick.NewObject(fields)",
		"for i, field := range fields {\n", "for i := range fields {\n\t\tfield := &fields[i]\n",
		"(ctx, field, obj)", "(ctx, *field, obj)", "(ctx, field)", "(ctx, *field)",
		"\t\tinnerCtx := graphql.WithRootFieldContext(ctx, &graphql.RootFieldContext{\n\t\t\tObject: field.Name,\n\t\t\tField:  field,\n\t\t})\n\n", "",
		"out.ResolveRootConcurrently(innerCtx, ec.OperationContext, i,\n\t\t\t\ttrue, ", "out.Later(i, ",
		"ec.OperationContext.RootResolverMiddleware(innerCtx, func(ctx context.Context) (res graphql.Marshaler) {\n\t\t\t\treturn ", "",
		"\n\t\t\t})\n\t\t\tif out.Values[i] ==", "\n\t\t\tif out.Values[i] ==",
		"out.ResolveConcurrently(ec.OperationContext, &deferred, i,\n\t\t\t\ttrue, ", "out.Later(i, ",
		"atomic.AddUint32(&out.Invalids, 1)", "out.Invalids++",
	)
	body = r.Replace(body)
	return body, !strings.Contains(body, "deferred") && !strings.Contains(body, "innerCtx")
}

// list rewrites the function that writes a list.
func (c *code) list(f *ast.FuncDecl) (string, bool) {
	const before = "graphql.MarshalSliceConcurrently(ctx, len(v), 0, false, "
	body := c.text(f.Body)
	return strings.Replace(body, before, "quick.List(ctx, len(v), ", 1), strings.Contains(body, before)
}
