// Checks PDF files against PDF/UA-1 and PDF/A-2a with veraPDF and names every rule that fails.
// Run by `tools/verapdf/validate`; prints one line a file and profile, one line a failed rule.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public final class Validate {
    private static final String[] PROFILES = {"PDFUA-1", "PDFA-2A"};
    private static final int FAILURES_KEPT = 1000;

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean allPass = files.length > 0;
        for (String file : files) {
            for (String name : PROFILES) {
                allPass &= check(file, name);
            }
        }
        System.exit(allPass ? 0 : 1);
    }

    /** The profile is read from the jar: looking it up by flavour finds nothing in this build. */
    private static ValidationProfile profile(String name) throws Exception {
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream xml = Validate.class.getResourceAsStream(path)) {
            if (xml == null) {
                throw new IllegalStateException("no validation profile " + path + " on the class path");
            }
            return Profiles.profileFromXml(xml);
        }
    }

    private static boolean check(String file, String name) throws Exception {
        ValidationProfile profile = profile(name);
        try (InputStream pdf = new FileInputStream(file);
                PDFAParser parser =
                        Foundries.defaultInstance().createParser(pdf, profile.getPDFAFlavour());
                PDFAValidator validator =
                        Foundries.defaultInstance()
                                .createValidator(profile, FAILURES_KEPT, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            boolean pass = result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.printf(
                    "%s  %s  %s (%d checks)%n",
                    pass ? "PASS" : "FAIL", name, file, result.getTotalAssertions());
            printFailures(result);
            return pass;
        }
    }

    private static void printFailures(ValidationResult result) {
        Map<RuleId, Integer> counts = new LinkedHashMap<>();
        Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                counts.merge(assertion.getRuleId(), 1, Integer::sum);
                first.putIfAbsent(assertion.getRuleId(), assertion);
            }
        }
        counts.forEach(
                (rule, count) ->
                        System.out.printf(
                                "    %s clause %s test %d, %d time%s: %s%n        at %s%n",
                                rule.getSpecification().getId(),
                                rule.getClause(),
                                rule.getTestNumber(),
                                count,
                                count == 1 ? "" : "s",
                                first.get(rule).getMessage(),
                                first.get(rule).getLocation().getContext()));
    }
}
