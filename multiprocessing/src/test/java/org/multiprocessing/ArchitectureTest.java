package org.multiprocessing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.foreign.Linker;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The rules about who may use what that hold for the whole library. */
class ArchitectureTest {
    private static final String INTERNAL = "org.multiprocessing.internal..";

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/")) // wherever the build puts them
            .importPackages("org.multiprocessing");

    @Test
    void packagesHaveNoCycle() {
        check(slices().assignedFrom(new Packages()).should().beFreeOfCycles());
    }

    @Test
    void onlyInternalOsCallsNativeCode() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.multiprocessing.internal.os..")
                .should()
                .dependOnClassesThat(belongToAnyOf(Linker.class)));
    }

    @Test
    void nobodyUsesUnsafeOrJdkInternals() {
        check(noClasses().should().dependOnClassesThat().resideInAnyPackage("sun..", "jdk.internal.."));
    }

    /** Code that waits for something waits for that thing, not for a while. */
    @Test
    void nobodySleeps() {
        check(noClasses()
                .should()
                .accessTargetWhere(
                        target(name("sleep")).and(target(owner(belongToAnyOf(Thread.class, TimeUnit.class))))));
    }

    @Test
    void exportedPackagesExposeNoInternalType() {
        check(noMembers()
                .that()
                .areDeclaredInClassesThat(resideOutsideOfPackage(INTERNAL).and(modifier(PUBLIC)))
                .and(modifier(PUBLIC).or(modifier(PROTECTED)))
                .should(ArchCondition.from(
                        describe("expose an internal type", ArchitectureTest::exposesInternalType))));
    }

    private static boolean exposesInternalType(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream().anyMatch(resideInAPackage(INTERNAL));
    }

    private static void check(ArchRule rule) {
        // A package may still be empty.
        rule.allowEmptyShould(true).check(LIBRARY);
    }

    /** One slice for each package, the root package too, which the pattern {@code org.multiprocessing.(**)} leaves out. */
    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
