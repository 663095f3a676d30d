using SamFast.Generators.Declarations;
using SamFast.Generators.Kernels;
using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>The read-only properties with results of the last step.</summary>
/// <param name="Scalars">Measures, states and coefficients.</param>
/// <param name="Rates">Effective learning rates.</param>
/// <param name="LeftOut">Hyperparameters of transforms that were left out.</param>
internal sealed record Reports(
    IReadOnlyList<Report> Scalars, IReadOnlyList<RateReport> Rates, IReadOnlyList<(string Name, LeftOutModel Model)> LeftOut);

/// <summary>A property, or method of a tensor, that reads a measure, state or coefficient.</summary>
/// <param name="Scalar">The state or coefficient; null for a measure.</param>
internal sealed record Report(string Name, string Description, ReportModel Model, Link Link, Scalar? Scalar);

/// <summary>A property with an effective learning rate.</summary>
internal sealed record RateReport(string Name, IReadOnlyList<IScalarSource> Factors);
