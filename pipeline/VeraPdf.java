import java.io.BufferedReader;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Asks veraPDF about many PDFs at once, for starting Java costs more than a file does.
 *
 * <p>Paths come on standard input, one a line. For each file and standard a line goes to standard output, its fields
 * apart by tabs: standard, path, number of checks made, then, for each rule that is broken, "clause-test, times,
 * message". A file that cannot be read has -1 for the number. pipeline/validate.py starts this and reads it.
 */
public class VeraPdf {
  private static final Map<PDFAFlavour, String> STANDARDS = new LinkedHashMap<>();

  static {
    STANDARDS.put(PDFAFlavour.PDFUA_1, "PDFUA-1.xml");
    STANDARDS.put(PDFAFlavour.PDFA_3_A, "PDFA-3A.xml");
  }

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    Map<PDFAFlavour, ValidationProfile> profiles = new LinkedHashMap<>();
    for (var standard : STANDARDS.entrySet()) {
      profiles.put(standard.getKey(), profile(standard.getKey(), standard.getValue()));
    }
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = in.readLine(); path != null; path = in.readLine()) {
      for (var profile : profiles.entrySet()) {
        out.println(profile.getKey().getId() + "\t" + path + "\t" + verdict(path, profile.getKey(), profile.getValue()));
      }
    }
  }

  private static String verdict(String path, PDFAFlavour flavour, ValidationProfile profile) {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 1000, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      var fields = new ArrayList<String>();
      fields.add(String.valueOf(result.getTotalAssertions()));
      Set<Object> told = new LinkedHashSet<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED && told.add(assertion.getRuleId())) {
          var rule = assertion.getRuleId();
          fields.add(rule.getClause() + "-" + rule.getTestNumber() + ", " + result.getFailedChecks().get(rule)
              + " times: " + oneLine(assertion.getMessage()));
        }
      }
      return String.join("\t", fields);
    } catch (Exception | StackOverflowError error) {
      return "-1\t" + oneLine(String.valueOf(error.getMessage()));
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /**
   * The rules of a standard, from veraPDF's own file in the jar.
   *
   * <p>veraPDF's loader wants JAXB, which this jar has been stripped of; so the file is read with DOM.
   */
  private static ValidationProfile profile(PDFAFlavour flavour, String name) throws Exception {
    Element root = parsed(name);
    if (!root.getAttribute("flavour").equals(flavour.name())) {
      throw new IllegalStateException(name + " is for " + root.getAttribute("flavour"));
    }
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element rule : children(child(root, "rules"), "rule")) {
      rules.add(rule(rule));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element variable : children(child(root, "variables"), "variable")) {
      variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
          text(variable, "defaultValue"), text(variable, "value")));
    }
    var details = Profiles.profileDetailsFromValues(text(child(root, "details"), "name"), "", "veraPDF", new Date(0));
    return Profiles.profileFromValues(flavour, details, "", rules, variables);
  }

  private static Element parsed(String name) throws Exception {
    var factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var loader = VeraPdf.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream("org/verapdf/pdfa/validation/" + name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
  }

  private static Rule rule(Element rule) {
    Element id = child(rule, "id");
    Element error = child(rule, "error");
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : children(child(error, "arguments"), "argument")) {
      String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
    }
    var ruleId = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
    Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
        text(rule, "description"), text(rule, "test"), Profiles.errorFromValues(text(error, "message"), arguments),
        new ArrayList<>());
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element && node.getNodeName().equals(name)) {
        found.add((Element) node);
      }
    }
    return found;
  }

  private static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  private static String text(Element parent, String name) {
    Element found = child(parent, name);
    return found == null ? "" : found.getTextContent();
  }
}
