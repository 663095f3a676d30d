using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

/// <summary>Properties of measures, and of hyperparameters of omitted transforms.</summary>
public class ReportTests
{
    private const string User =
        """
        public static class User
        {
            public static double Read(Subject subject) => BODY;
        }
        """;

    [Theory]
    [InlineData("[Optimizer, AdamW(0.1, weightDecay: 0)]", "WeightDecay", "weightDecay of AdamW is declared as 0", "AddDecayedWeights", "weightDecay: 1e-9")]
    [InlineData("[Optimizer, Sgd(0.1)]", "Momentum", "momentum of Sgd is declared as 0", "Trace", "momentum: 1e-9")]
    [InlineData("[Optimizer, AddDecayedWeights(0), Sgd(0.1, 0.9)]", "WeightDecay", "weightDecay of AddDecayedWeights is declared as 0", "AddDecayedWeights", "1e-9")]
    [InlineData("[Optimizer, Adafactor(0.1, clippingThreshold: 0)]", "ClippingThreshold", "clippingThreshold of Adafactor is declared as 0", "ClipByBlockRms", "that it is to have")]
    public void The_property_of_an_omitted_transform_names_the_declaration_that_includes_it(string attributes, string property, params string[] words)
    {
        string subject = attributes + " public sealed partial class Subject;\n";
        Compiler.Run(subject + User.Replace("BODY", $"subject.{property}", StringComparison.Ordinal)).IsClean();
        var refused = Compiler.Run(subject + User.Replace("BODY", $"subject.{property} = 0.5", StringComparison.Ordinal));
        var error = Assert.Single(refused.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS0619", error.Id);
        foreach (string word in words)
            Assert.Contains(word, error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void The_suggested_declaration_compiles_and_its_steps_with_0_are_the_same()
    {
        var plain = Compiler.Run("[Optimizer<double>, Sgd(0.1)] public sealed partial class Subject;").Make<double>("Subject", Trajectory.Length);
        var given = Compiler.Run(
            """
            [Optimizer<double>, Sgd(0.1, momentum: 1e-9)] public sealed partial class Subject
            {
                public static Subject Make(int length) => new(length) { Momentum = 0 };
            }
            """).Make<double>("Subject", Trajectory.Length);
        given.GetType().GetProperty("Momentum")!.SetValue(given, 0.0);
        Assert.Equal(Trajectory.Of(plain), Trajectory.Of(given));
    }

    [Theory]
    [InlineData("[Optimizer, ClipByGlobalNorm(1), Sgd(0.1)]", "GradientNorm", "ClipFactor", "EffectiveLearningRate")]
    [InlineData("[Optimizer, ZeroNans, ClipByGlobalNorm(1), Sgd(0.1)]", "UpdateNorm", "ClipFactor")]
    [InlineData("[Optimizer, SkipLargeUpdates(1), ClipByGlobalNorm(1), Sgd(0.1)]", "GradientNorm", "SkipLargeUpdatesGradientNorm")]
    [InlineData("[Optimizer, MultiSteps(4), SkipNotFinite, MeasureNorm, Sgd(0.1)]", "GradientNorm")]
    [InlineData("[Sam<Outer>]", "AscentGradientNorm", "EffectiveLearningRate")]
    [InlineData("[Sam<Outer>, MeasureNorm]", "AscentGradientNorm", "GradientNorm")]
    [InlineData("[ClimbWhereSteep(10), Sam<Outer>, RescaleToAscent]", "AscentGradientNorm", "GradientNorm", "ClimbWhereSteepGradientNorm")]
    [InlineData("[Optimizer, MeasureNorm, Partition<Outer>(\"a\"), Partition<Ascent>(\"b\")]", "GradientNorm", "AEffectiveLearningRate", "BGradientNorm")]
    [InlineData("[Optimizer, MeasureNorm, Scale(2), Partition<Outer>(\"a\"), Partition<Ascent>(\"b\")]", "GradientNorm", "BUpdateNorm")]
    [InlineData("[Optimizer, Prodigy]", "DistanceEstimate", "EffectiveLearningRate")]
    [InlineData("[Optimizer, Adam(0.1), Mechanize]", "GradientNorm", "MechanizeScale", "EffectiveLearningRate")]
    [InlineData("[Optimizer, MeasureNorm, Lbfgs]", "GradientNorm", "EffectiveLearningRate")]
    [InlineData("[Optimizer, MeasureNorm, Muon(0.1)]", "GradientNorm")]
    [InlineData("[Optimizer(ConsumesGradients = true), MeasureNorm, Muon(0.1), MeasureNorm]", "GradientNorm", "UpdateNorm")]
    [InlineData("[Optimizer, MeasureNorm(Mask = \"a\"), MeasureTensorNorms(Mask = \"!a\"), Lamb(0.1)]", "GradientNorm", "TensorGradientNormOf", "TrustRatioOf")]
    public void A_declaration_has_the_properties_of_its_reports(string attributes, params string[] properties)
    {
        var outcome = Compiler.Run(Declared.Outer + Declared.Ascent + attributes + " public sealed partial class Subject;").IsClean();
        Assert.Empty(outcome.Mistakes);
        var subject = outcome.Compilation.GetTypeByMetadataName("Subject")!;
        foreach (string name in properties)
        {
            var member = Assert.Single(subject.GetMembers(name));
            Assert.Equal(Accessibility.Public, member.DeclaredAccessibility);
            if (member is IPropertySymbol property)
                Assert.Null(property.SetMethod);
        }
    }

    [Theory]
    [InlineData("public double GradientNorm => 7;")]
    [InlineData("public double WeightDecay => 7;")]
    [InlineData("public double EffectiveLearningRate => 7;")]
    public void A_member_of_the_user_with_the_name_of_a_report_is_an_error(string member) => Assert.Equal("SF0059", Assert.Single(Compiler.Run(
        "[Optimizer, ClipByGlobalNorm(1), AdamW(1e-3, weightDecay: 0)] public sealed partial class Subject { " + member + " }").Mistakes).Id);

    [Fact]
    public void A_transform_with_measures_only_adds_no_sweep_and_no_state()
    {
        string Steps(string measure) => Compiler.Run($"[Optimizer, {measure}Adam(1e-3)] public sealed partial class Subject;").IsClean().Text;
        var (plain, measured) = (Model.Plan("[Optimizer, Adam(1e-3)] public sealed partial class Subject;"),
            Model.Plan("[Optimizer, MeasureNorm, Adam(1e-3)] public sealed partial class Subject;"));

        Assert.Equal(plain.BytesMoved, measured.BytesMoved);
        Assert.Single(measured.Sweeps);
        Assert.Contains("double GradientNorm => double.Sqrt(_squaredNorm);", Steps("MeasureNorm, "), StringComparison.Ordinal);
        Assert.Equal(Planning.Fingerprint.Of(plain.Model), Planning.Fingerprint.Of(measured.Model));
    }

    [Fact]
    public void Undeclared_wrappers_add_nothing_to_a_step()
    {
        string text = Compiler.Run("[Optimizer, ClipByGlobalNorm(1), Sgd(0.1)] public sealed partial class Subject;").IsClean().Text;
        string step = text[text.IndexOf("void Advance", StringComparison.Ordinal)..text.IndexOf("OptimizerPlan Plan", StringComparison.Ordinal)];
        Assert.DoesNotContain("GradientNorm", step, StringComparison.Ordinal);
        Assert.DoesNotContain("Sqrt", step, StringComparison.Ordinal);
    }
}
