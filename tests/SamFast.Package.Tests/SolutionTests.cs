using System.Text.RegularExpressions;

namespace SamFast.Package.Tests;

/// <summary>Solutions of several projects, built by the SDK with the package.</summary>
public class SolutionTests(Package package) : IClassFixture<Package>
{
    /// <summary>A library whose types and namespaces have the names that generated code uses.</summary>
    private const string Hostile = """
        namespace Hostile
        {
            public class Layout; public class Optimizer; public class Precision; public class OptimizerPlan; public class Lanes;
            public class ILanes; public class Lanes512; public class Pair; public class Vector512; public class L;
            public class B; public class MethodImplAttribute : System.Attribute; public static class Functions
            {
                public const int Width = 3, StepCount = 5;
                public static int Load(int a) => a;
                public static double Sqrt(double a) => -a;
            }

            public class Ancestor
            {
                public const int Width = 3;
                protected class Span;
                protected class Tile;
                public class Math;
            }
        }

        namespace Company.System { public class Span; public class Math; }
        namespace Company.SamFast { public class Lanes; }
        public class Intrinsics;
        public class CompilerServices;
        """;

    private const string HostileUsings = """
        <Using Include="Hostile" />
        <Using Include="Hostile.Functions" Static="true" />
        <Using Include="Hostile.Layout" Alias="Numbers" />
        <Using Include="System.Collections.Generic.Dictionary&lt;string, int&gt;" Alias="Evaluation" />
        """;

    /// <summary>Trains two optimizers that are nested in the program, and prints the parameters.</summary>
    private static string Training(string ancestor) => $$"""
        float[] parameters = [1f, -2f, 3f, 0.5f, 7f], gradients = new float[5];
        var sharp = new Program.Trainer.Sharp(5);
        var clipped = new Program.Trainer.Clipped(5);
        for (int i = 0; i < 12; i++)
        {
            for (int k = 0; k < 5; k++)
                gradients[k] = parameters[k] - 0.25f;
            sharp.Step(parameters, gradients);
            clipped.Step(parameters, gradients);
        }

        global::System.Console.WriteLine(string.Join(' ', global::System.Linq.Enumerable.Select(parameters, global::System.BitConverter.SingleToInt32Bits)));

        internal partial class Program
        {
            internal partial class Trainer {{ancestor}}
            {
                [global::SamFast.Optimizer, global::SamFast.Adam(0.1)] internal sealed partial class Outer;
                [global::SamFast.Sam<Outer>(0.05)] internal sealed partial class Sharp;
                [global::SamFast.Optimizer, global::SamFast.ClipByGlobalNorm(1), global::SamFast.Lamb(0.01)]
                internal sealed partial class Clipped { private const int Width = 28; private new int Load => Width; }
            }
        }
        """;

    [Fact]
    public void Projects_with_conflicting_names_and_usings_train_like_a_plain_project()
    {
        var solution = new SdkSolution(package);
        solution.Add("Plain", Training(""), isProgram: true);
        solution.Add("Hostile", Hostile);
        solution.Add("Company.App", Training(": global::Hostile.Ancestor"), isProgram: true, HostileUsings, "Hostile");
        solution.Build();

        string plain = solution.Run("Plain");
        Assert.Equal(5, plain.Split(' ').Length);
        Assert.Equal(plain, solution.Run("Company.App"));
    }

    [Fact]
    public void Mistakes_in_two_projects_are_reported_by_our_diagnostics_only()
    {
        var solution = new SdkSolution(package);
        solution.Add("Models", """
            namespace Models;
            [SamFast.Layout] public sealed partial class Network
            {
                [SamFast.Tensor(3)] public partial global::System.Span<double> W { get; }
                [SamFast.Tensor(2)] public partial global::System.Span<float> B { get; }
            }
            """);
        solution.Add("App", """
            [SamFast.Optimizer, SamFast.Sgd(-1)] public sealed partial class Subject;
            public class Trainer<T> where T : SamFast.IGradientOptimizer<float>;
            public class User
            {
                public Trainer<Subject>? Trainer;
                public static void Train(float[] p, float[] g) { var optimizer = new Subject(3); optimizer.Step(p, g); optimizer.LearningRate = 0.5; }
            }
            """);

        string text = solution.FailToBuild();
        string[] errors = [.. Regex.Matches(text, @"error ([A-Z]+\d+)").Select(match => match.Groups[1].Value).Distinct().Order()];
        Assert.Equal(["SF0005", "SF0062"], errors);
        Assert.Contains("[0, ∞)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transform_of_another_project_is_used_through_an_alias()
    {
        var solution = new SdkSolution(package);
        solution.Add("Transforms", """
            namespace Transforms;
            public sealed class NegateAttribute : SamFast.Authoring.TransformAttribute
            {
                public static L Update<L>(L update) where L : SamFast.Authoring.ILanes<L> => -update;
            }

            public class Negate;
            """);
        solution.Add("App", """
            float[] p = [1, 2], g = [1, 1];
            new Subject(2).Step(p, g);
            Console.WriteLine($"{p[0]} {p[1]}");
            [SamFast.Optimizer, Negate, SamFast.ScaleByLearningRate(0.5)] internal sealed partial class Subject;
            """, isProgram: true, "<Using Include=\"Transforms.NegateAttribute\" Alias=\"NegateAttribute\" /><Using Include=\"System.Console\" Alias=\"Console\" />", "Transforms");
        solution.Build();
        Assert.Equal("1.5 2.5", solution.Run("App"));
    }
}
