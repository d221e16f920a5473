import java.io.File;
import java.io.PrintStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.graph.api.TimeFormat;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.api.Report;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Opens the files named on the command line as Gephi does and prints what it
 * found, a JSON object a line: nodes and edges by id, with every attribute, the
 * edges with their kind and times, and what Gephi's report complains about.
 */
public class GephiReader {
    private final StringBuilder out = new StringBuilder();
    private final List<String> warnings = new ArrayList<>();

    public static void main(String[] files) throws Exception {
        PrintStream stdout = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        for (String file : files) {
            stdout.println(new GephiReader().read(new File(file)));
        }
        stdout.flush();
        System.exit(0); // Gephi leaves threads behind
    }

    private String read(File file) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(file);
        complain(container.getReport());
        DefaultProcessor processor = new DefaultProcessor();
        importer.process(container, processor, workspace);
        complain(processor.getReport());
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        Graph graph = model.getGraph();

        out.append("{\"file\":").append(quote(file.getPath()));
        out.append(",\"directed\":").append(model.isDirected());
        out.append(",\"dynamic\":").append(model.isDynamic()).append(",\"nodes\":{");
        String comma = "";
        for (Node node : graph.getNodes()) {
            out.append(comma).append(quote(String.valueOf(node.getId()))).append(":{");
            attributes(node, model.getNodeTable());
            out.append(",\"viz\":{\"r\":").append(Math.round(node.r() * 255)).append(",\"g\":").append(Math.round(node.g() * 255));
            out.append(",\"b\":").append(Math.round(node.b() * 255)).append(",\"size\":").append(node.size()).append("}}");
            comma = ",";
        }
        out.append("},\"edges\":{");
        comma = "";
        for (Edge edge : graph.getEdges()) {
            out.append(comma).append(quote(String.valueOf(edge.getId()))).append(":{");
            attributes(edge, model.getEdgeTable());
            out.append(",\"source\":").append(quote(String.valueOf(edge.getSource().getId())));
            out.append(",\"target\":").append(quote(String.valueOf(edge.getTarget().getId())));
            out.append(",\"weight\":").append(edge.getWeight());
            out.append(",\"type\":").append(quote(String.valueOf(edge.getTypeLabel()))).append("}");
            comma = ",";
        }
        out.append("},\"warnings\":[");
        comma = "";
        for (String warning : warnings) {
            out.append(comma).append(quote(warning));
            comma = ",";
        }
        return out.append("]}").toString();
    }

    private void complain(Report report) {
        if (report == null) {
            return;
        }
        for (Iterator<Issue> issues = report.getIssues(Integer.MAX_VALUE); issues.hasNext(); ) {
            Issue issue = issues.next();
            warnings.add(issue.getLevel() + ": " + issue.getMessage());
        }
    }

    private void attributes(Element element, Table table) {
        out.append("\"label\":").append(quote(String.valueOf(element.getLabel())));
        for (Column column : table) {
            Object value = element.getAttribute(column);
            if (column.isProperty() && !column.getId().equals("timeset") || value == null) {
                continue;
            }
            if (value instanceof IntervalSet) {
                out.append(",\"times\":").append(quote(times((IntervalSet) value, table.getGraph().getModel())));
                continue;
            }
            out.append(",").append(quote(column.getTitle())).append(":");
            out.append(value instanceof Number || value instanceof Boolean ? value.toString() : quote(value.toString()));
        }
    }

    private static String times(IntervalSet set, GraphModel model) {
        return set.toString(TimeFormat.DATE, model.getTimeZone());
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
